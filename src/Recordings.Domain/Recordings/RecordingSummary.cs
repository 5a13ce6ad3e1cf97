using Recordings.Domain.Samples;
using Recordings.Domain.Timelines;

namespace Recordings.Domain.Recordings;

/// <summary>What the service needs of a recording's chunks to answer, to sign a link and to open a stored file.</summary>
/// <param name="Fingerprint">Names the bytes (timeline rule 12).</param>
/// <param name="Rate">The recording's sample rate.</param>
/// <param name="Frames">Length of the timeline in frames.</param>
public sealed record RecordingSummary(Sha256 Fingerprint, SampleRate Rate, long Frames)
{
    public static RecordingSummary Create(Timeline timeline, IReadOnlyCollection<Chunk> chunks) =>
        new(Recordings.Fingerprint.Compute(chunks), timeline.Rate, timeline.Frames);

    /// <summary>Rounded down from frames.</summary>
    public long DurationMs => Frames * 1000 / Rate.Hertz;

    /// <summary>The fingerprint of one rendition of this recording.</summary>
    public Sha256 FingerprintOf(Rendition rendition) => Recordings.Fingerprint.Compute(Fingerprint, rendition);

    /// <summary>The entity tag of a rendition: strong, with its quotes (RFC 9110 §8.8.3).</summary>
    public string ETagOf(Rendition rendition) => $"\"{FingerprintOf(rendition)}\"";

    /// <summary>Bytes of a rendition's WAV file.</summary>
    public long FileLengthOf(Rendition rendition) => new WavHeader(Rate, Frames, rendition.Channels).FileLength;
}
