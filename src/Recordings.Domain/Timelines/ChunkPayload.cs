namespace Recordings.Domain.Timelines;

/// <summary>Where a chunk's samples are stored, and the checksums that show that they have not changed.</summary>
public sealed record ChunkPayload
{
    /// <summary>
    /// Bytes that one checksum covers. A verified read covers whole blocks, so a block is small compared with a rendering window.
    /// It is also large enough that the checksums of a four-hour call take about 100 KB.
    /// </summary>
    public const int BlockBytes = 16 * 1024;

    private readonly string _folder;
    private readonly string _name;

    /// <param name="objectKey">The key of the stored body.</param>
    /// <param name="offset">See <see cref="Offset"/>.</param>
    /// <param name="blockChecksums">See <see cref="BlockChecksums"/>.</param>
    /// <param name="neighbour">
    /// Another payload; if both keys have the same folder, they share it in memory. Half the memory of a long call would be folders.
    /// </param>
    public ChunkPayload(string objectKey, long offset, ReadOnlyMemory<uint> blockChecksums, ChunkPayload? neighbour = null)
    {
        var folder = objectKey.AsSpan(0, objectKey.LastIndexOf('/') + 1);
        _folder = neighbour is not null && folder.SequenceEqual(neighbour._folder) ? neighbour._folder : folder.ToString();
        (_name, Offset, BlockChecksums) = (objectKey[folder.Length..], offset, blockChecksums);
    }

    /// <summary>The key of the stored body.</summary>
    public string ObjectKey => _folder + _name;

    /// <summary>
    /// Bytes before the first sample: the length of a WAV header, or 0 for a raw body. Format, length and position are stored separately,
    /// so the header is not read again. A changed header does not change the sound, so it needs no checksum.
    /// </summary>
    public long Offset { get; }

    /// <summary>The CRC-32C of each block of <see cref="BlockBytes"/> sample bytes. The last block may be shorter.</summary>
    public ReadOnlyMemory<uint> BlockChecksums { get; }
}
