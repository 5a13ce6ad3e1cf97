using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;
using Recordings.Domain.Chats;
using Recordings.Domain.Samples;
using Recordings.Domain.Timelines;

namespace Recordings.Domain.Recordings;

/// <summary>
/// Computes a recording's fingerprint from its chunks, one after the other, and keeps none of them. The length is hashed before each
/// text, and numbers have a fixed length, so different inputs give different bytes to the hash.
/// </summary>
public sealed class FingerprintBuilder : IDisposable
{
    /// <summary>Increase it with every change that may change a recording's bytes, such as new filter coefficients.</summary>
    private const int RulesVersion = 1;

    private readonly IncrementalHash _hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);

    public FingerprintBuilder()
    {
        AppendInt64(RulesVersion);
        AppendText(Rendition.Mix.Format);
    }

    /// <summary>Adds a chunk. They come in order of their tracks' names, then of their sequence numbers.</summary>
    /// <param name="contentType">In canonical form.</param>
    /// <param name="checksum">SHA-256 of the received body: 32 bytes.</param>
    public void Add(
        TrackName track, int sequence, MediaTime start, string contentType, SampleRate rate, int channels, ReadOnlySpan<byte> checksum)
    {
        AppendText(track.Value);
        AppendInt64(sequence);
        AppendInt64(start.Nanoseconds);
        AppendText(contentType);
        AppendInt64(rate.Hertz);
        AppendInt64(channels);
        _hash.AppendData(checksum);
    }

    /// <summary>The fingerprint of all chunks. Call it once.</summary>
    public Sha256 Finish() => new(_hash.GetHashAndReset());

    public void Dispose() => _hash.Dispose();

    private void AppendText(string text)
    {
        var length = Encoding.UTF8.GetByteCount(text);
        var bytes = length <= 256 ? stackalloc byte[length] : new byte[length];
        Encoding.UTF8.GetBytes(text, bytes);
        AppendInt64(length);
        _hash.AppendData(bytes);
    }

    private void AppendInt64(long value)
    {
        Span<byte> bytes = stackalloc byte[sizeof(long)];
        BinaryPrimitives.WriteInt64BigEndian(bytes, value);
        _hash.AppendData(bytes);
    }
}
