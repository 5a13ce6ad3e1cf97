using System.Net.Http.Json;
using Recordings.Api.Tests.Running.Calls;

namespace Recordings.Api.Tests.Transfers;

/// <summary>Calls that are longer than what a connection holds of a response.</summary>
internal static class LongCalls
{
    private const int Rate = 16_000;
    private const int Seconds = 120;

    /// <summary>The bytes of the recording after its header.</summary>
    public const long AudioBytes = (long)Rate * Seconds * sizeof(short);

    private const int HeaderBytes = 44;

    public const long FileBytes = HeaderBytes + AudioBytes;

    /// <param name="stayLive">With a silence at the start, so that it stays live with <see cref="ReadyCalls.StayLive"/>.</param>
    public static async Task RecordLongAsync(this HttpClient client, long chat, bool stayLive = false)
    {
        await client.OpenAsAsync(chat, ReadyCalls.Standard);
        var silence = stayLive ? Rate : 0;
        await EnsureSuccessAsync(client.StoreAsync(
            chat, "caller", 0, 1000m * silence / Rate, ReadyCalls.Speech(1, (Rate * Seconds) - silence), Rate));
        await EnsureSuccessAsync(client.CompleteAsync(chat));
    }

    public static Task DescribeAsync(this HttpClient client, long chat, string kind, string? owner, params string[] members) =>
        EnsureSuccessAsync(client.PutAsJsonAsync($"{chat}", new
        {
            channel = "phone_voice",
            kind,
            owner_member_id = owner,
            started_at = "2026-11-22T10:00:00Z",
            participants = members.Select(member => new { member_id = member }),
        }));

    private static async Task EnsureSuccessAsync(Task<HttpResponseMessage> pending)
    {
        using var answer = await pending;
        Assert.That(answer.IsSuccessStatusCode, $"{(int)answer.StatusCode}: {await answer.Content.ReadAsStringAsync()}");
    }
}
