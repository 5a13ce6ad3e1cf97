using System.Buffers.Binary;
using Recordings.Domain.Samples;

namespace Recordings.Infrastructure.Inspection;

/// <summary>
/// Finds the samples in an untrusted RIFF/WAVE or RF64 file (EBU Tech 3306). A declared size only moves the position forwards
/// and is compared with the body's length; it never decides how many bytes are read or allocated.
/// Each step moves at least eight bytes, so the loop ends with the body.
/// </summary>
internal static class WavReader
{
    private const int FileHeaderBytes = 12;
    private const int ChunkHeaderBytes = 8;
    private const int Ds64Bytes = 28;

    /// <summary>
    /// The smallest data size that means "unknown". sox writes it, rounded down to whole frames, when it cannot seek back to
    /// the header; ffmpeg writes 0xFFFFFFFF.
    /// </summary>
    private const long StreamedDataSize = 0x7FFF_F000;

    public static async ValueTask<BodyLayout> ReadAsync(Stream body, CancellationToken cancellationToken)
    {
        using var window = new BufferedBodyReader(body);
        var file = await window.ReadAsync(0, FileHeaderBytes, cancellationToken);
        var isRf64 = file.Span.StartsWith("RF64"u8);
        if (file.Length < FileHeaderBytes || !(isRf64 || file.Span.StartsWith("RIFF"u8)) || !file.Span.EndsWith("WAVE"u8))
            return new BodyLayout.Rejected("The body is not a RIFF/WAVE file.");

        AudioFormat? format = null;
        ulong longDataSize = 0; // only in RF64; 0 means unknown
        var position = (long)FileHeaderBytes;
        while (true)
        {
            var header = await window.ReadAsync(position, ChunkHeaderBytes, cancellationToken);
            if (header.Length < ChunkHeaderBytes)
                return new BodyLayout.Rejected("The body ends before a data chunk.");

            var kind = KindOf(header.Span);
            var size = BinaryPrimitives.ReadUInt32LittleEndian(header.Span[4..]);
            position += ChunkHeaderBytes;
            if (kind == ChunkKind.Data)
            {
                var declared = size == uint.MaxValue && longDataSize != 0 ? longDataSize : size;
                return LocateSamples(format, position, declared, window.BodyLength);
            }

            if (kind == ChunkKind.Format)
            {
                if (format is not null)
                    return new BodyLayout.Rejected("The body has more than one fmt chunk.");
                var content = await window.ReadAsync(position, (int)Math.Min(size, WavFormat.MaxLength), cancellationToken);
                if (!WavFormat.TryParse(content.Span, out format, out var reason))
                    return new BodyLayout.Rejected(reason);
            }
            else if (kind == ChunkKind.LongSizes && isRf64)
            {
                var content = await window.ReadAsync(position, (int)Math.Min(size, Ds64Bytes), cancellationToken);
                if (content.Length < Ds64Bytes)
                    return new BodyLayout.Rejected($"The ds64 chunk has {content.Length} bytes: at least {Ds64Bytes} are needed.");
                // ffmpeg leaves it 0 when it writes to a pipe; then the size in the data chunk counts.
                longDataSize = BinaryPrimitives.ReadUInt64LittleEndian(content.Span[8..]);
            }

            position += (long)size + (size & 1);
        }
    }

    private static BodyLayout LocateSamples(AudioFormat? format, long offset, ulong declared, long bodyLength)
    {
        if (format is null)
            return new BodyLayout.Rejected("The data chunk comes before a fmt chunk.");

        var available = bodyLength - offset;
        if (declared <= (ulong)available)
            return BodyLayout.Create(format, offset, (long)declared);

        var streamed = StreamedDataSize - (StreamedDataSize % format.BytesPerFrame);
        return declared >= (ulong)streamed
            ? BodyLayout.Create(format, offset, available)
            : new BodyLayout.Rejected($"The data chunk announces {declared} bytes but the body ends after {available} of them.");
    }

    private static ChunkKind KindOf(ReadOnlySpan<byte> header) =>
        header.StartsWith("data"u8) ? ChunkKind.Data
        : header.StartsWith("fmt "u8) ? ChunkKind.Format
        : header.StartsWith("ds64"u8) ? ChunkKind.LongSizes
        : ChunkKind.Other;

    private enum ChunkKind
    {
        Other,
        Format,
        Data,
        LongSizes,
    }
}
