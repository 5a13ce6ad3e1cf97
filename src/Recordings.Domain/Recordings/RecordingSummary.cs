using Recordings.Domain.Samples;
using Recordings.Domain.Timelines;

namespace Recordings.Domain.Recordings;

/// <summary>What is known of a recording without its chunks: enough to answer, to sign and to open the cached file.</summary>
/// <param name="Fingerprint">Names the bytes (timeline rule 12); the entity tag.</param>
/// <param name="Rate">The recording's sample rate.</param>
/// <param name="Frames">Length of the timeline in frames.</param>
public sealed record RecordingSummary(Sha256 Fingerprint, SampleRate Rate, long Frames)
{
    public static RecordingSummary Create(Timeline timeline, IReadOnlyCollection<Chunk> chunks) =>
        new(Recordings.Fingerprint.Compute(chunks), timeline.Rate, timeline.Frames);

    /// <summary>Rounded down from frames.</summary>
    public long DurationMs => Frames * 1000 / Rate.Hertz;

    public long FileLength => new WavHeader(Rate, Frames).FileLength;

    public string ETag => $"\"{Fingerprint}\"";
}
