namespace Recordings.Reliability.Tests.Capturing;

/// <summary>A call whose chunks, and so whose recording, are known before it is captured.</summary>
internal sealed class SpokenCall
{
    /// <summary>More than one part of an upload: 8 MiB are 524 seconds.</summary>
    private const int LongSilence = 700 * SpokenChunk.Rate;

    private const int Attempts = 3;

    private readonly Lazy<string> _hash;

    private SpokenCall(params SpokenChunk[] chunks)
    {
        Chunks = chunks;
        _hash = new Lazy<string>(() => ExpectedRecording.HashOf(ExpectedRecording.Of(Chunks)));
    }

    public long Chat => Chunks[0].Chat;

    public IReadOnlyList<SpokenChunk> Chunks { get; }

    /// <summary>SHA-256 of the WAV that it must give.</summary>
    public string Hash => _hash.Value;

    /// <summary>Two voices, a quarter of a second.</summary>
    public static SpokenCall Short(long chat) =>
        new(new SpokenChunk(chat, "caller", 0), new SpokenChunk(chat, "agent", 0), new SpokenChunk(chat, "caller", 1));

    /// <summary>Little audio and much silence: soon captured, and stored in several parts.</summary>
    public static SpokenCall Long(long chat) =>
        new(new SpokenChunk(chat, "caller", 0, SilentFrames: LongSilence), new SpokenChunk(chat, "caller", 1, SilentFrames: LongSilence));

    /// <summary>Nearly nothing but audio: a short silence after each chunk but the last.</summary>
    public static SpokenCall Dense(long chat, int chunks, int frames) =>
        new([.. Enumerable.Range(0, chunks).Select(number => new SpokenChunk(chat, "caller", number, frames))]);

    /// <summary>With one more chunk, as when it comes late.</summary>
    public SpokenCall With(SpokenChunk late) => new([.. Chunks, late]);

    /// <summary>Opened and stored.</summary>
    public async Task StoreAsync(HttpClient client)
    {
        await InsistAsync(() => client.OpenAsync(Chat));
        foreach (var chunk in Chunks)
            await InsistAsync(() => client.StoreAsync(chunk));
    }

    /// <summary>Opened, stored and completed.</summary>
    public async Task CaptureAsync(HttpClient client)
    {
        await StoreAsync(client);
        await InsistAsync(() => client.CompleteAsync(Chat));
    }

    /// <summary>Sends again what was not acknowledged, as a voice platform does: a busy machine's backends may be slow once.</summary>
    private static async Task InsistAsync(Func<Task<HttpResponseMessage>> send)
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
