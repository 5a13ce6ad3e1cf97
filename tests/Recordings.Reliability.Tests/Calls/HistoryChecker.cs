using System.Net;

namespace Recordings.Reliability.Tests.Calls;

/// <summary>
/// Reads everything back over HTTP. The answer to an acknowledged chunk that is sent again must be 200; a chunk that was not
/// acknowledged must be accepted. Then the hash of every call's WAV must be as expected: live, assembled and through its link.
/// </summary>
internal sealed class HistoryChecker(HttpClient client)
{
    private const int MaxConcurrentRequests = 4;

    public async Task<CheckResult> CheckAsync(History history)
    {
        var result = new CheckResult();
        await CheckAcknowledgedAsync(history, result);
        foreach (var chunk in history.Unknown)
            result.AddUnknown((await client.StoreAsync(chunk)).StatusCode);
        foreach (var call in history.Acknowledged.Concat(history.Unknown).GroupBy(chunk => chunk.Chat))
            await CheckCallAsync(call.Key, [.. call], result);
        return result;
    }

    /// <summary>Checks only that each acknowledged chunk is still stored as it was sent.</summary>
    public async Task<CheckResult> CheckAcknowledgedAsync(History history, CheckResult? result = null)
    {
        result ??= new CheckResult();
        await Parallel.ForEachAsync(
            history.Acknowledged,
            new ParallelOptions { MaxDegreeOfParallelism = MaxConcurrentRequests },
            async (chunk, cancellationToken) =>
            {
                using var answer = await client.StoreAsync(chunk, cancellationToken);
                result.AddAcknowledged(chunk, answer.StatusCode);
            });
        return result;
    }

    private async Task CheckCallAsync(long chat, IReadOnlyCollection<TestChunk> chunks, CheckResult result)
    {
        var expected = ExpectedRecording.Hash(ExpectedRecording.Create(chunks));
        using var completed = await client.CompleteAsync(chat);
        using var live = await client.GetAudioAsync(chat);
        using var issued = await client.GetDownloadUrlAsync(chat);
        if (completed.StatusCode is not HttpStatusCode.OK || live.StatusCode is not HttpStatusCode.OK || issued.StatusCode is not HttpStatusCode.OK)
        {
            result.AddCall(chat, $"complete {completed.StatusCode}, audio {live.StatusCode}, download-url {issued.StatusCode}");
            return;
        }

        using var anonymous = new HttpClient();
        var assembled = await anonymous.GetByteArrayAsync(await issued.ReadFieldAsync("url"));
        var same = ExpectedRecording.Hash(await live.Content.ReadAsByteArrayAsync()) == expected
            && await issued.ReadFieldAsync("sha256") == expected
            && ExpectedRecording.Hash(assembled) == expected;
        result.AddCall(chat, same ? null : "other bytes than the acknowledged ones");
    }
}
