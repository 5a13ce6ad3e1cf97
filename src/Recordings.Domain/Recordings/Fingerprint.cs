using Recordings.Domain.Timelines;

namespace Recordings.Domain.Recordings;

/// <summary>
/// Identifies the bytes of a recording without reading audio (timeline rule 12). Two fingerprints are equal exactly when rules,
/// output format and chunks are equal; the order of the chunks does not matter.
/// </summary>
public static class Fingerprint
{
    /// <summary>The fingerprint of a recording, which is also the fingerprint of its mix.</summary>
    public static Sha256 Compute(IEnumerable<Chunk> chunks)
    {
        using var fingerprint = new FingerprintBuilder();
        foreach (var chunk in chunks.OrderBy(chunk => chunk.Track).ThenBy(chunk => chunk.Sequence))
        {
            fingerprint.Add(
                chunk.Track, chunk.Sequence, chunk.Start, chunk.ContentType, chunk.Format.Rate, chunk.Format.Channels,
                chunk.Checksum.ToArray());
        }

        return fingerprint.Finish();
    }

    /// <summary>The fingerprint of one rendition. It identifies the file in object keys, ETags and the table of files.</summary>
    /// <param name="recording">The fingerprint of the recording.</param>
    /// <param name="rendition">The mix has the fingerprint of the recording.</param>
    /// <exception cref="ArgumentOutOfRangeException">Another rendition than the mix.</exception>
    public static Sha256 Compute(Sha256 recording, Rendition rendition) => rendition == Rendition.Mix
        ? recording
        : throw new ArgumentOutOfRangeException(nameof(rendition), rendition, "Only the mix has a fingerprint.");
}
