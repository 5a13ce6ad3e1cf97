using System.Buffers.Binary;
using Recordings.Domain.Samples;

namespace Recordings.Infrastructure.Inspection;

/// <summary>
/// Finds the samples in a RIFF/WAVE or RF64 file (EBU Tech 3306) that anyone may have made. Sizes in the file are claims:
/// they move a position forwards and are compared with the body's length, but never decide how much is read or allocated.
/// Each step moves at least eight bytes, so the walk ends with the body.
/// </summary>
internal static class WavReader
{
    private const int FileHeaderBytes = 12;
    private const int ChunkHeaderBytes = 8;
    private const int Ds64Bytes = 28;

    /// <summary>
    /// The least data size that means "unknown": what sox writes when it cannot come back to fill it in (ffmpeg writes
    /// 0xFFFFFFFF). sox rounds it down to whole frames.
    /// </summary>
    private const long StreamedDataSize = 0x7FFF_F000;

    public static async ValueTask<BodyLayout> ReadAsync(Stream body, CancellationToken cancellationToken)
    {
        using var window = new BufferedBodyReader(body);
        var file = await window.ReadAsync(0, FileHeaderBytes, cancellationToken);
        var isRf64 = file.Span.StartsWith("RF64"u8);
        if (file.Length < FileHeaderBytes || !(isRf64 || file.Span.StartsWith("RIFF"u8)) || !file.Span.EndsWith("WAVE"u8))
            return new BodyLayout.Refused("The body is not a RIFF/WAVE file.");

        AudioFormat? format = null;
        ulong longDataSize = 0; // of RF64 only; 0 where it tells none
        var position = (long)FileHeaderBytes;
        while (true)
        {
            var header = await window.ReadAsync(position, ChunkHeaderBytes, cancellationToken);
            if (header.Length < ChunkHeaderBytes)
                return new BodyLayout.Refused("The body ends before a data chunk.");

            var kind = KindOf(header.Span);
            var size = BinaryPrimitives.ReadUInt32LittleEndian(header.Span[4..]);
            position += ChunkHeaderBytes;
            if (kind == ChunkKind.Data)
            {
                var announced = size == uint.MaxValue && longDataSize != 0 ? longDataSize : size;
                return LocateSamples(format, position, announced, window.BodyLength);
            }

            if (kind == ChunkKind.Format)
            {
                if (format is not null)
                    return new BodyLayout.Refused("The body has more than one fmt chunk.");
                var content = await window.ReadAsync(position, (int)Math.Min(size, WavFormat.MaxLength), cancellationToken);
                if (!WavFormat.TryParse(content.Span, out format, out var refusal))
                    return new BodyLayout.Refused(refusal);
            }
            else if (kind == ChunkKind.LongSizes && isRf64)
            {
                var content = await window.ReadAsync(position, (int)Math.Min(size, Ds64Bytes), cancellationToken);
                if (content.Length < Ds64Bytes)
                    return new BodyLayout.Refused($"The ds64 chunk has {content.Length} bytes: at least {Ds64Bytes} are needed.");
                // Zero until a writer came back to fill it in, as ffmpeg leaves it on a pipe: then data's own size stands.
                longDataSize = BinaryPrimitives.ReadUInt64LittleEndian(content.Span[8..]);
            }

            position += (long)size + (size & 1);
        }
    }

    private static BodyLayout LocateSamples(AudioFormat? format, long offset, ulong announced, long bodyLength)
    {
        if (format is null)
            return new BodyLayout.Refused("The data chunk comes before a fmt chunk.");

        var present = bodyLength - offset;
        if (announced <= (ulong)present)
            return BodyLayout.Create(format, offset, (long)announced);

        var streamed = StreamedDataSize - (StreamedDataSize % format.BytesPerFrame);
        return announced >= (ulong)streamed
            ? BodyLayout.Create(format, offset, present)
            : new BodyLayout.Refused($"The data chunk announces {announced} bytes but the body ends after {present} of them.");
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
