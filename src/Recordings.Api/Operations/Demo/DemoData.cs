using System.Text.Json;
using MediatR;
using Recordings.Application;
using Recordings.Application.Administration;
using Recordings.Application.Capture;
using Recordings.Application.Capture.OpenCall;
using Recordings.Application.Capture.StoreChunk;
using Recordings.Application.Ports;
using Recordings.Domain.Access;
using Recordings.Domain.Chats;
using Recordings.Domain.Timelines;
using Recordings.Domain.Workspaces;

namespace Recordings.Api.Operations.Demo;

/// <summary>
/// Fills an empty database with a demo workspace. It has a call with two voices, a direct message that only its participants may
/// hear, and a call without audio. The same use cases as for a voice platform capture them.
/// </summary>
internal sealed class DemoData(
    IServiceScopeFactory scopes, IWorkspaces workspaces, ICredentials credentials, IRecordings recordings, TimeProvider time)
{
    public static readonly WorkspaceId Workspace = new(Guid.ParseExact("7f1d9c52-3c1e-4b0a-9d55-0c2f7a1e4b60", "D"));

    public static readonly ChatId Call = new(48213);
    public static readonly ChatId DirectMessage = new(48214);
    public static readonly ChatId SilentCall = new(48215);
    private static readonly MemberId Viewer = MemberId.From("demo-supervisor");
    private const int KeyDays = 30;

    private static readonly string Samples = Path.Combine(AppContext.BaseDirectory, "Operations", "Demo", "two-voices");

    /// <summary>
    /// Captures the demo calls if there is no workspace yet, or if an earlier start was interrupted while it captured them. True if the
    /// database contains the demo.
    /// </summary>
    public async Task<bool> SeedAsync(CancellationToken cancellationToken)
    {
        if (!await workspaces.AnyAsync(cancellationToken))
            await SendAsync(new CreateWorkspace("Demo", Workspace, Recording: true), cancellationToken);
        else if (!await workspaces.ExistsAsync(Workspace, cancellationToken))
            return false;
        else if (await IsCompleteAsync(cancellationToken))
            return true;

        await CaptureAsync(
            Call, "standard", [new("m-agent", "assistant", "agent"), new("m-caller", "customer", "caller")],
            withAudio: true, cancellationToken);
        await CaptureAsync(
            DirectMessage, "direct_message", [new("m-one", "member", "agent"), new("m-two", "member", "caller")],
            withAudio: true, cancellationToken);
        await CaptureAsync(SilentCall, "standard", [], withAudio: false, cancellationToken);
        return true;
    }

    /// <summary>Creates a new key at each start. Earlier keys cannot be shown again, because only their digests are stored.</summary>
    public async Task<string> CreateKeyAsync(CancellationToken cancellationToken) =>
        (await SendAsync(new CreateKey(Workspace, Viewer, [Scope.Read, Scope.Write], KeyDays), cancellationToken)).Text;

    /// <summary>The first key is created after the last call.</summary>
    private async Task<bool> IsCompleteAsync(CancellationToken cancellationToken) =>
        (await credentials.ListAsync(Workspace, cancellationToken)).Count > 0;

    private async Task CaptureAsync(
        ChatId chat, string kind, IReadOnlyList<ReportedParticipant> participants, bool withAudio, CancellationToken cancellationToken)
    {
        if (await recordings.FindAsync(Workspace, chat, cancellationToken) is { Chat.EndedAt: not null })
            return;

        var startedAt = time.GetUtcNow().AddMinutes(-10);
        var platform = new Caller(MemberId.From("demo-platform"), Scope.Write, [Workspace], new CredentialId(CredentialKind.Subject, "demo"));
        await SendAsync(
            new OpenCall(Workspace, chat, platform, "phone_voice", kind, null, Rfc3339.Format(startedAt), participants), cancellationToken);

        if (withAudio)
            await StoreChunksAsync(chat, cancellationToken);
        await SendAsync(new CompleteCall(Workspace, chat, Rfc3339.Format(startedAt.AddSeconds(40))), cancellationToken);
    }

    private async Task StoreChunksAsync(ChatId chat, CancellationToken cancellationToken)
    {
        await using var text = File.OpenRead(Path.Combine(Samples, "manifest.json"));
        using var manifest = await JsonDocument.ParseAsync(text, cancellationToken: cancellationToken);
        foreach (var chunk in manifest.RootElement.GetProperty("chunks").EnumerateArray())
        {
            await using var body = File.OpenRead(Path.Combine(Samples, chunk.GetProperty("file").GetString()!));
            await SendAsync(
                new StoreChunk(
                    Workspace, chat, TrackName.From(chunk.GetProperty("track").GetString()!),
                    new SequenceNumber(chunk.GetProperty("sequence").GetInt32()), StartOf(chunk), ChunkMediaType.Wav, body.Length, body),
                cancellationToken);
        }
    }

    private static MediaTime StartOf(JsonElement chunk) => MediaTime.TryParse(chunk.GetProperty("start_ms").GetRawText(), out var start)
        ? start
        : throw new InvalidDataException("The demo's manifest has a chunk without a valid start_ms.");

    /// <exception cref="InvalidOperationException">A use case failed, so the demo data is wrong.</exception>
    private async Task<T> SendAsync<T>(IRequest<Result<T>> message, CancellationToken cancellationToken)
        where T : class
    {
        await using var scope = scopes.CreateAsyncScope();
        var result = await scope.ServiceProvider.GetRequiredService<IMediator>().Send(message, cancellationToken);
        return result.TryGet(out var value, out var failure)
            ? value
            : throw new InvalidOperationException($"Creating the demo failed: {failure.Code}: {failure.Detail}");
    }
}
