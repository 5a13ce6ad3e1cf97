namespace Recordings.Reliability.Tests.Calls;

/// <summary>Clients that store chunk after chunk, one track each, until cancellation or until the service ends.</summary>
internal sealed class CaptureLoad(HttpClient client, History history)
{
    private const int Clients = 9;
    private const int TracksPerChat = 3;

    /// <param name="firstChat">The first of three chats with three tracks each.</param>
    /// <param name="stop">Ends the load; requests in progress stay without an answer.</param>
    public async Task RunAsync(long firstChat, CancellationToken stop)
    {
        for (var chat = firstChat; chat < firstChat + (Clients / TracksPerChat); chat++)
            (await client.OpenAsync(chat, stop)).EnsureSuccessStatusCode();
        await Task.WhenAll(Enumerable.Range(0, Clients).Select(number =>
            StoreTrackAsync(firstChat + (number / TracksPerChat), $"track-{number % TracksPerChat}", stop)));
    }

    private async Task StoreTrackAsync(long chat, string track, CancellationToken stop)
    {
        try
        {
            for (var sequence = 0; ; sequence++)
            {
                var chunk = new TestChunk(chat, track, sequence);
                history.AddSent(chunk);
                using var answer = await client.StoreAsync(chunk, stop);
                if (answer.IsSuccessStatusCode)
                    history.AddAcknowledged(chunk);
            }
        }
        catch (Exception fault) when (fault is HttpRequestException or OperationCanceledException)
        {
            // The last chunk has no answer; the history keeps it as sent only.
        }
    }
}
