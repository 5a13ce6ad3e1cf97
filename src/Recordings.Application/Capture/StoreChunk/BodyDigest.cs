using System.Buffers;
using System.Security.Cryptography;
using Recordings.Domain;

namespace Recordings.Application.Capture.StoreChunk;

/// <summary>The SHA-256 and the length of a body that is read but not stored.</summary>
internal sealed record BodyDigest(Sha256 Checksum, long Length)
{
    /// <summary>Null when the body is longer than <paramref name="maxBytes"/>; reading stops there.</summary>
    public static async Task<BodyDigest?> ReadAsync(Stream body, long maxBytes, CancellationToken cancellationToken)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        var buffer = ArrayPool<byte>.Shared.Rent(64 * 1024);
        try
        {
            long length = 0;
            for (int read; (read = await body.ReadAsync(buffer, cancellationToken)) > 0; length += read)
            {
                if (length + read > maxBytes)
                    return null;
                hash.AppendData(buffer, 0, read);
            }

            return new BodyDigest(new Sha256(hash.GetCurrentHash()), length);
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }
    }
}
