using System.Collections.Concurrent;

namespace Recordings.Reliability.Tests.Capturing;

/// <summary>Clients that store chunk after chunk, one track each, and send every chunk again, unchanged, until it is acknowledged.</summary>
internal sealed class InsistentLoad(HttpClient client, History history)
{
    private const int Clients = 6;

    private readonly ConcurrentDictionary<string, int> _refusals = new();
    private int _refused;

    /// <summary>Answers other than acknowledgements, and how often each was given.</summary>
    public IReadOnlyDictionary<string, int> Refusals => _refusals;

    public int Refused => Volatile.Read(ref _refused);

    /// <param name="chat">Opened already.</param>
    /// <param name="goOn">Asked before each chunk; the one underway is still insisted on.</param>
    public Task RunAsync(long chat, Func<bool> goOn) =>
        Task.WhenAll(Enumerable.Range(0, Clients).Select(number => SpeakAsync(chat, $"track-{number}", goOn)));

    private async Task SpeakAsync(long chat, string track, Func<bool> goOn)
    {
        for (var sequence = 0; goOn(); sequence++)
        {
            var chunk = new SpokenChunk(chat, track, sequence);
            while (await client.SpeakAsync(chunk, history) is not Verdicts.Whole and var refusal)
            {
                _refusals.AddOrUpdate(refusal, 1, (_, count) => count + 1);
                Interlocked.Increment(ref _refused);
            }
        }
    }
}
