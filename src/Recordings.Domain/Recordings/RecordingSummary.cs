using Recordings.Domain.Samples;
using Recordings.Domain.Timelines;

namespace Recordings.Domain.Recordings;

/// <summary>The facts about a recording's chunks that answers, links and stored files need.</summary>
/// <param name="Fingerprint">Identifies the bytes (timeline rule 12).</param>
/// <param name="Rate">The recording's sample rate.</param>
/// <param name="Frames">Length of the timeline in frames.</param>
public sealed record RecordingSummary(Sha256 Fingerprint, SampleRate Rate, long Frames)
{
    public static RecordingSummary Create(Timeline timeline, IReadOnlyCollection<Chunk> chunks) =>
        new(Recordings.Fingerprint.Compute(chunks), timeline.Rate, timeline.Frames);

    /// <summary>Milliseconds, rounded down.</summary>
    public long DurationMs => Frames * 1000 / Rate.Hertz;

    /// <summary>The fingerprint of one rendition of this recording.</summary>
    public Sha256 FingerprintOf(Rendition rendition) => Recordings.Fingerprint.Compute(Fingerprint, rendition);

    /// <summary>The entity tag of a rendition: strong, with quotes (RFC 9110 §8.8.3).</summary>
    public string ETagOf(Rendition rendition) => $"\"{FingerprintOf(rendition)}\"";

    /// <summary>Size of a rendition's WAV file in bytes.</summary>
    public long FileLengthOf(Rendition rendition) => new WavHeader(Rate, Frames, rendition.Channels).FileLength;
}
