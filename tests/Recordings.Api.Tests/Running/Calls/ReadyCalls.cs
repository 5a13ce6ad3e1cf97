using System.Net.Http.Json;

namespace Recordings.Api.Tests.Running.Calls;

/// <summary>Whole calls, for tests whose subject is their reading.</summary>
internal static class ReadyCalls
{
    /// <summary>No background assembly of a call with any silence, so that it stays live until somebody asks for a link.</summary>
    public const string StayLive = "--Capture:MaxSilentHours=0";

    private const string Start = "2026-11-22T10:00:00Z";

    public static object Standard { get; } = new { channel = "phone_voice", started_at = Start };

    /// <summary>Of the owner m-owner, with the participant m-participant.</summary>
    public static object Private { get; } = PrivateOn("phone_voice");

    public static object PrivateOn(string channel) => new
    {
        channel,
        kind = "manager_owned",
        owner_member_id = "m-owner",
        started_at = Start,
        participants = new[] { new { member_id = "m-participant", role = "customer", track = "caller" } },
    };

    /// <summary>Two tracks at 8 kHz that overlap, silence, and more: 0.75 s, 12,044 bytes, the same in each call.</summary>
    public static async Task RecordAsync(this HttpClient client, long chat, object? description = null)
    {
        await client.OpenAsAsync(chat, description ?? Standard);
        await client.StoreSpeechAsync(chat);
        await MustAsync(client.CompleteAsync(chat));
    }

    public static Task OpenAsAsync(this HttpClient client, long chat, object description) =>
        MustAsync(client.PutAsJsonAsync($"{chat}", description));

    public static async Task StoreSpeechAsync(this HttpClient client, long chat)
    {
        await MustAsync(client.StoreAsync(chat, "caller", 0, 0m, Speech(1, 2000)));
        await MustAsync(client.StoreAsync(chat, "agent", 0, 100m, Speech(2, 1600)));
        await MustAsync(client.StoreAsync(chat, "caller", 1, 500m, Speech(3, 2000)));
    }

    /// <summary>A chunk that nobody expected any more; the file does not grow longer by it.</summary>
    public static Task StoreLateAsync(this HttpClient client, long chat, int sequence = 9) =>
        MustAsync(client.StoreAsync(chat, "late", sequence, 300m, Speech(4 + sequence, 400)));

    public static short[] Speech(int seed, int samples)
    {
        var random = new Random(seed);
        return [.. Enumerable.Range(0, samples).Select(_ => (short)random.Next(-8000, 8000))];
    }

    private static async Task MustAsync(Task<HttpResponseMessage> pending)
    {
        using var answer = await pending;
        Assert.That(answer.IsSuccessStatusCode, $"{(int)answer.StatusCode}: {await answer.Content.ReadAsStringAsync()}");
    }
}
