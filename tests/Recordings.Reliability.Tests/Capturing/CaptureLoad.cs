namespace Recordings.Reliability.Tests.Capturing;

/// <summary>Clients that store chunk after chunk, one track each, until they are stopped or the service goes away.</summary>
internal sealed class CaptureLoad(HttpClient client, History history)
{
    private const int Clients = 9;
    private const int TracksAtOnce = 3;

    /// <param name="firstChat">Three chats from this one on, three tracks each.</param>
    /// <param name="stop">Ends it; requests underway are left without an answer.</param>
    public async Task RunAsync(long firstChat, CancellationToken stop)
    {
        for (var chat = firstChat; chat < firstChat + (Clients / TracksAtOnce); chat++)
            (await client.OpenAsync(chat, stop)).EnsureSuccessStatusCode();
        await Task.WhenAll(Enumerable.Range(0, Clients).Select(number =>
            SpeakAsync(firstChat + (number / TracksAtOnce), $"track-{number % TracksAtOnce}", stop)));
    }

    private async Task SpeakAsync(long chat, string track, CancellationToken stop)
    {
        try
        {
            for (var sequence = 0; ; sequence++)
            {
                var chunk = new SpokenChunk(chat, track, sequence);
                history.Intend(chunk);
                using var answer = await client.StoreAsync(chunk, stop);
                if (answer.IsSuccessStatusCode)
                    history.Acknowledge(chunk);
            }
        }
        catch (Exception gone) when (gone is HttpRequestException or OperationCanceledException)
        {
            // The chunk underway has no answer: that is what the history says.
        }
    }
}
