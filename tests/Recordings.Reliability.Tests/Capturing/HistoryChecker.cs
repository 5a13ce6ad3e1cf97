using System.Net;

namespace Recordings.Reliability.Tests.Capturing;

/// <summary>
/// Reads everything back over HTTP. An acknowledged chunk that is sent again must be known already; one that was not
/// acknowledged must be taken. Then every call's WAV, live, assembled and through its link, must be the expected one by hash.
/// </summary>
internal sealed class HistoryChecker(HttpClient client)
{
    private const int AtOnce = 4;

    public async Task<Findings> CheckAsync(History history)
    {
        var findings = new Findings();
        await CheckAcknowledgedAsync(history, findings);
        foreach (var chunk in history.Unknown)
            findings.CountUnknown((await client.StoreAsync(chunk)).StatusCode);
        foreach (var call in history.Acknowledged.Concat(history.Unknown).GroupBy(chunk => chunk.Chat))
            await CheckCallAsync(call.Key, [.. call], findings);
        return findings;
    }

    /// <summary>Only whether each acknowledged chunk is still known as it was sent.</summary>
    public async Task<Findings> CheckAcknowledgedAsync(History history, Findings? into = null)
    {
        var findings = into ?? new Findings();
        await Parallel.ForEachAsync(
            history.Acknowledged,
            new ParallelOptions { MaxDegreeOfParallelism = AtOnce },
            async (chunk, cancellationToken) =>
            {
                using var answer = await client.StoreAsync(chunk, cancellationToken);
                findings.CountAcknowledged(chunk, answer.StatusCode);
            });
        return findings;
    }

    private async Task CheckCallAsync(long chat, IReadOnlyCollection<SpokenChunk> chunks, Findings findings)
    {
        var expected = ExpectedRecording.HashOf(ExpectedRecording.Of(chunks));
        using var completed = await client.CompleteAsync(chat);
        using var live = await client.GetAudioAsync(chat);
        using var issued = await client.GetDownloadUrlAsync(chat);
        if (completed.StatusCode is not HttpStatusCode.OK || live.StatusCode is not HttpStatusCode.OK || issued.StatusCode is not HttpStatusCode.OK)
        {
            findings.CountCall(chat, $"complete {completed.StatusCode}, audio {live.StatusCode}, download-url {issued.StatusCode}");
            return;
        }

        using var anonymous = new HttpClient();
        var assembled = await anonymous.GetByteArrayAsync(await issued.FieldAsync("url"));
        var same = ExpectedRecording.HashOf(await live.Content.ReadAsByteArrayAsync()) == expected
            && await issued.FieldAsync("sha256") == expected
            && ExpectedRecording.HashOf(assembled) == expected;
        findings.CountCall(chat, same ? null : "other bytes than were acknowledged");
    }
}
