using System.Net.Http.Json;

namespace Recordings.Api.Tests.Running.Calls;

/// <summary>Complete calls, for tests of reading.</summary>
internal static class ReadyCalls
{
    /// <summary>Turns off the background assembly of calls with silence: such a call stays live until a caller requests a link.</summary>
    public const string StayLive = "--Capture:MaxSilentHours=0";

    private const string Start = "2026-11-22T10:00:00Z";

    public static object Standard { get; } = new { channel = "phone_voice", started_at = Start };

    /// <summary>A private chat of the owner m-owner, with the participant m-participant.</summary>
    public static object Private { get; } = PrivateOn("phone_voice");

    public static object PrivateOn(string channel) => new
    {
        channel,
        kind = "manager_owned",
        owner_member_id = "m-owner",
        started_at = Start,
        participants = new[] { new { member_id = "m-participant", role = "customer", track = "caller" } },
    };

    /// <summary>Two tracks at 8 kHz that overlap, with silence: 0.75 s, 12,044 bytes, the same in each call.</summary>
    public static async Task RecordAsync(this HttpClient client, long chat, object? description = null)
    {
        await client.OpenAsAsync(chat, description ?? Standard);
        await client.StoreSpeechAsync(chat);
        await EnsureSuccessAsync(client.CompleteAsync(chat));
    }

    public static Task OpenAsAsync(this HttpClient client, long chat, object description) =>
        EnsureSuccessAsync(client.PutAsJsonAsync($"{chat}", description));

    public static async Task StoreSpeechAsync(this HttpClient client, long chat)
    {
        await EnsureSuccessAsync(client.StoreAsync(chat, "caller", 0, 0m, Speech(1, 2000)));
        await EnsureSuccessAsync(client.StoreAsync(chat, "agent", 0, 100m, Speech(2, 1600)));
        await EnsureSuccessAsync(client.StoreAsync(chat, "caller", 1, 500m, Speech(3, 2000)));
    }

    /// <summary>Stores a chunk after the end of the call. The recording does not become longer.</summary>
    public static Task StoreLateAsync(this HttpClient client, long chat, int sequence = 9) =>
        EnsureSuccessAsync(client.StoreAsync(chat, "late", sequence, 300m, Speech(4 + sequence, 400)));

    public static short[] Speech(int seed, int samples)
    {
        var random = new Random(seed);
        return [.. Enumerable.Range(0, samples).Select(_ => (short)random.Next(-8000, 8000))];
    }

    private static async Task EnsureSuccessAsync(Task<HttpResponseMessage> pending)
    {
        using var answer = await pending;
        Assert.That(answer.IsSuccessStatusCode, $"{(int)answer.StatusCode}: {await answer.Content.ReadAsStringAsync()}");
    }
}
