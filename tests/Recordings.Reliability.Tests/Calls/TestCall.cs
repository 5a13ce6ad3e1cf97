namespace Recordings.Reliability.Tests.Calls;

/// <summary>A call with known chunks and therefore a known recording.</summary>
internal sealed class TestCall
{
    /// <summary>Frames of silence. The recording is longer than one upload part: 8 MiB are 524 seconds at this rate.</summary>
    private const int LongSilence = 700 * TestChunk.Rate;

    private const int Attempts = 3;

    private readonly Lazy<string> _hash;

    private TestCall(params TestChunk[] chunks)
    {
        Chunks = chunks;
        _hash = new Lazy<string>(() => ExpectedRecording.Hash(ExpectedRecording.Create(Chunks)));
    }

    public long Chat => Chunks[0].Chat;

    public IReadOnlyList<TestChunk> Chunks { get; }

    /// <summary>The SHA-256 of the expected WAV.</summary>
    public string Hash => _hash.Value;

    /// <summary>Two tracks, a quarter of a second.</summary>
    public static TestCall Short(long chat) =>
        new(new TestChunk(chat, "caller", 0), new TestChunk(chat, "agent", 0), new TestChunk(chat, "caller", 1));

    /// <summary>Little audio and long silences: captured quickly, and uploaded in several parts.</summary>
    public static TestCall Long(long chat) =>
        new(new TestChunk(chat, "caller", 0, SilentFrames: LongSilence), new TestChunk(chat, "caller", 1, SilentFrames: LongSilence));

    /// <summary>Mostly audio: only a short silence after each chunk but the last.</summary>
    public static TestCall Dense(long chat, int chunks, int frames) =>
        new([.. Enumerable.Range(0, chunks).Select(number => new TestChunk(chat, "caller", number, frames))]);

    /// <summary>The same call with a late chunk.</summary>
    public TestCall With(TestChunk late) => new([.. Chunks, late]);

    /// <summary>Opens the call and stores its chunks.</summary>
    public async Task StoreAsync(HttpClient client)
    {
        await SendAsync(() => client.OpenAsync(Chat));
        foreach (var chunk in Chunks)
            await SendAsync(() => client.StoreAsync(chunk));
    }

    /// <summary>Opens the call, stores its chunks and completes it.</summary>
    public async Task CaptureAsync(HttpClient client)
    {
        await StoreAsync(client);
        await SendAsync(() => client.CompleteAsync(Chat));
    }

    /// <summary>Repeats a failed request, up to three attempts, as a voice platform does: a busy machine may be slow once.</summary>
    private static async Task SendAsync(Func<Task<HttpResponseMessage>> send)
    {
        for (var attempt = 1; ; attempt++)
        {
            using var answer = await send();
            if (answer.IsSuccessStatusCode || attempt == Attempts)
            {
                answer.EnsureSuccessStatusCode();
                return;
            }
        }
    }
}
