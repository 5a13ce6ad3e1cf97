namespace Recordings.Domain.Timelines;

/// <summary>Where a chunk's samples are stored, and the checksums that show that they have not changed.</summary>
/// <param name="ObjectKey">The key of the stored body.</param>
/// <param name="Offset">
/// Bytes before the first sample: the length of a WAV header, or 0 for a raw body. Format, length and position are stored separately,
/// so the header is not read again. A changed header does not change the sound, so it needs no checksum.
/// </param>
/// <param name="BlockChecksums">The CRC-32C of each block of <see cref="BlockBytes"/> sample bytes. The last block may be shorter.</param>
public sealed record ChunkPayload(string ObjectKey, long Offset, ReadOnlyMemory<uint> BlockChecksums)
{
    /// <summary>
    /// Bytes that one checksum covers. A verified read covers whole blocks, so a block is small compared with a rendering window.
    /// It is also large enough that the checksums of a four-hour call take about 100 KB.
    /// </summary>
    public const int BlockBytes = 16 * 1024;
}
