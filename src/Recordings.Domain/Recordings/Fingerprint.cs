using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;
using Recordings.Domain.Timelines;

namespace Recordings.Domain.Recordings;

/// <summary>
/// Names the bytes of a recording without reading audio (timeline rule 12): equal when the rules, the output format and the chunks are, in
/// whatever order the chunks come. Text is preceded by its length and numbers have a fixed one, so no two inputs are hashed as the same bytes.
/// </summary>
public static class Fingerprint
{
    /// <summary>To be raised with every change that may change the bytes of a recording, the filter's coefficients included.</summary>
    private const int RulesVersion = 1;

    private const string OutputFormat = "audio/wav;encoding=s16le;channels=1";

    public static Sha256 Compute(IEnumerable<Chunk> chunks)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        AppendInt64(hash, RulesVersion);
        AppendText(hash, OutputFormat);
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
