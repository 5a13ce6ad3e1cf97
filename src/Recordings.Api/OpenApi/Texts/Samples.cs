using Recordings.Api.Capture;
using Recordings.Api.Operations.Health;
using Recordings.Api.Reading;
using Recordings.Domain.Chats;
using Recordings.Domain.Workspaces;

namespace Recordings.Api.OpenApi.Texts;

/// <summary>One sample call: the requests that capture it and the responses about it.</summary>
internal static class Samples
{
    public const long ReadChat = 48213;

    /// <summary>Another chat than <see cref="ReadChat"/>, so that trying out the capture does not change the demo call.</summary>
    public const long CapturedChat = 50001;

    public const string Workspace = "3f0b6c1e-52a7-4d7e-8f43-6a2f0d9b7c15";

    private const string Fingerprint = "9d10c1f2a4b7e3558a0c6e1b2d3f4a5968778695a4b3c2d1e0f9182736455463";
    private const string Checksum = "3f6a0f3bb7a5c0d1e2f30415263748596a7b8c9daebfc0d1e2f3041526374859";
    private static readonly DateTimeOffset StartedAt = new(2026, 1, 22, 7, 14, 55, TimeSpan.Zero);
    private static readonly DateTimeOffset EndedAt = StartedAt.AddMinutes(3);
    private static readonly Uri Origin = new("https://recordings.example.org");

    private static readonly object[] All =
    [
        new OpenCallRequest("phone_voice", "standard", null, "2026-01-22T07:14:55Z",
            [new("m-17", "customer", "caller"), new("m-42", "assistant", "agent")]),
        new CompleteCallRequest("2026-01-22T07:17:55Z"),
        new ChunkResponse("caller", 0, 1234.5m, 20_000, 16_000, Checksum),
        new RecordingResponse(
            ReadChat, Channel.PhoneVoice, ChatKind.Standard, RecordingStatus.Ready, null, StartedAt, EndedAt,
            180_000, 16_000, 1, 5_760_044, $"\"{Fingerprint}\"",
            [new("m-17", "customer", "caller"), new("m-42", "assistant", "agent")],
            [new("agent", 9, 0, 91_500), new("caller", 8, 1_234, 84_020)],
            new Dictionary<string, IReadOnlyList<int>> { ["caller"] = [5] },
            RecordingLinks.From(Origin, new WorkspaceId(Guid.Parse(Workspace)), new ChatId(ReadChat))),
        new CallRecordingDownloadUrlResponse(
            ReadChat,
            $"{Origin}links/{Workspace}/48213/recording-48213.wav?capture=1&version={Fingerprint}"
                + "&by=…&as=inline&expires=1769069875&signature=…",
            3600, EndedAt.AddHours(1), "recording-48213.wav", "audio/wav", 5_760_044, 180_000, 16_000, 1, $"\"{Fingerprint}\"", Checksum, true),
        new LiveResponse("live"),
        new ReadyResponse("ready", true, true, false),
    ];

    /// <summary>Null for a type without a sample.</summary>
    public static object? Find(Type type) => Array.Find(All, sample => sample.GetType() == type);
}
