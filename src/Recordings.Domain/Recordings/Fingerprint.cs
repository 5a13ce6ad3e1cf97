using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;
using Recordings.Domain.Timelines;

namespace Recordings.Domain.Recordings;

/// <summary>
/// Identifies the bytes of a recording without reading audio (timeline rule 12). Two fingerprints are equal exactly when rules,
/// output format and chunks are equal; the order of the chunks does not matter. The length is hashed before each text, and numbers
/// have a fixed length, so different inputs give different bytes to the hash.
/// </summary>
public static class Fingerprint
{
    /// <summary>Increase it with every change that may change a recording's bytes, such as new filter coefficients.</summary>
    private const int RulesVersion = 1;

    /// <summary>The fingerprint of a recording, which is also the fingerprint of its mix.</summary>
    public static Sha256 Compute(IEnumerable<Chunk> chunks)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        AppendInt64(hash, RulesVersion);
        AppendText(hash, Rendition.Mix.Format);
        foreach (var chunk in chunks.OrderBy(chunk => chunk.Track).ThenBy(chunk => chunk.Sequence))
        {
            AppendText(hash, chunk.Track.Value);
            AppendInt64(hash, chunk.Sequence);
            AppendInt64(hash, chunk.Start.Nanoseconds);
            AppendText(hash, chunk.ContentType);
            AppendInt64(hash, chunk.Format.Rate.Hertz);
            AppendInt64(hash, chunk.Format.Channels);
            hash.AppendData(chunk.Checksum.ToArray());
        }

        return new Sha256(hash.GetHashAndReset());
    }

    /// <summary>The fingerprint of one rendition. It identifies the file in object keys, ETags and the table of files.</summary>
    /// <param name="recording">The fingerprint of the recording.</param>
    /// <param name="rendition">The mix has the fingerprint of the recording.</param>
    /// <exception cref="ArgumentOutOfRangeException">Another rendition than the mix.</exception>
    public static Sha256 Compute(Sha256 recording, Rendition rendition) => rendition == Rendition.Mix
        ? recording
        : throw new ArgumentOutOfRangeException(nameof(rendition), rendition, "Only the mix has a fingerprint.");

    private static void AppendText(IncrementalHash hash, string text)
    {
        var bytes = Encoding.UTF8.GetBytes(text);
        AppendInt64(hash, bytes.Length);
        hash.AppendData(bytes);
    }

    private static void AppendInt64(IncrementalHash hash, long value)
    {
        Span<byte> bytes = stackalloc byte[sizeof(long)];
        BinaryPrimitives.WriteInt64BigEndian(bytes, value);
        hash.AppendData(bytes);
    }
}
