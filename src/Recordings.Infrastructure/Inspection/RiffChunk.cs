using System.Buffers.Binary;

namespace Recordings.Infrastructure.Inspection;

/// <summary>The header of a RIFF chunk: an id of four characters and the size of the content, which is padded to an even size.</summary>
internal readonly ref struct RiffChunk(ReadOnlySpan<byte> header)
{
    public const int HeaderBytes = 8;

    private readonly ReadOnlySpan<byte> _header = header;

    public uint Size => BinaryPrimitives.ReadUInt32LittleEndian(_header[4..]);

    /// <summary>Header, content and pad byte.</summary>
    public long PaddedBytes => HeaderBytes + (long)Size + (Size & 1);

    public bool HasPrintableId => IsPrintable(_header[..4]);

    public static bool IsPrintable(ReadOnlySpan<byte> id) => id.IndexOfAnyExceptInRange((byte)' ', (byte)'~') < 0;

    public bool Is(ReadOnlySpan<byte> id) => _header.StartsWith(id);

    /// <summary>Whether the chunk ends exactly after <paramref name="bytes"/>, counted from its header, with or without its pad byte.</summary>
    public bool EndsAfter(long bytes) => bytes == PaddedBytes || bytes == HeaderBytes + (long)Size;
}
