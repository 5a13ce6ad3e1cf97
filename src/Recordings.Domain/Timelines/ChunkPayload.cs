namespace Recordings.Domain.Timelines;

/// <summary>Where a chunk's samples are kept: a stored object, the first byte of the samples in it, and what proves them unaltered.</summary>
/// <param name="ObjectKey">The key of the stored body.</param>
/// <param name="Offset">
/// Bytes before the first sample: the length of a WAV header, 0 for raw bodies. Nothing there is read again, since format, length and place
/// are kept beside it: a stored header that changes alters nothing that is heard, and needs no checksum.
/// </param>
/// <param name="BlockChecksums">CRC-32C of each block of <see cref="BlockBytes"/> sample bytes; the last block may be shorter.</param>
public sealed record ChunkPayload(string ObjectKey, long Offset, ReadOnlyMemory<uint> BlockChecksums)
{
    /// <summary>
    /// Bytes a checksum covers. A read is widened to whole blocks to be verified, so a block is small beside
    /// a rendering window, and large enough that the checksums of a four-hour call stay near 100 KB.
    /// </summary>
    public const int BlockBytes = 16 * 1024;
}
