using Recordings.Domain.Samples;

namespace Recordings.Infrastructure.Inspection;

/// <summary>
/// Finds the samples in an untrusted WAVE file: RIFF, RF64 or BW64. A declared size only moves the position forwards and is compared
/// with the body's length; it never decides how many bytes are read or allocated.
/// Each step moves at least eight bytes, so the loop ends with the body.
/// </summary>
internal static class WavReader
{
    /// <param name="body">The whole body, seekable.</param>
    /// <param name="maxBodyBytes">No body is longer, so a larger size in a header means that its writer did not know it.</param>
    /// <param name="cancellationToken">Cancels the reading.</param>
    public static async ValueTask<BodyLayout> ReadAsync(Stream body, long maxBodyBytes, CancellationToken cancellationToken)
    {
        using var headers = new BufferedBodyReader(body);
        var file = await headers.ReadAsync(0, WavSignature.Length, cancellationToken);
        if (!WavSignature.Begins(file.Span))
            return new BodyLayout.Rejected("The body is not a RIFF/WAVE file.");

        var hasLongSizes = WavSignature.HasLongSizes(file.Span);
        AudioFormat? format = null;
        LongSizes? longSizes = null;
        for (var position = (long)WavSignature.Length; ;)
        {
            var header = await headers.ReadAsync(position, RiffChunk.HeaderBytes, cancellationToken);
            if (header.Length < RiffChunk.HeaderBytes)
                return new BodyLayout.Rejected("The body ends before a data chunk.");

            var (kind, size, next) = Read(header.Span, position);
            position += RiffChunk.HeaderBytes;
            if (kind == ChunkKind.Data)
            {
                return format is null
                    ? new BodyLayout.Rejected("The data chunk comes before a fmt chunk.")
                    : await new WavData(body, headers, maxBodyBytes).LocateAsync(
                        format, position, size == uint.MaxValue ? longSizes?.DataOf(format) ?? size : size, cancellationToken);
            }

            if (kind == ChunkKind.Format)
            {
                if (format is not null)
                    return new BodyLayout.Rejected("The body has more than one fmt chunk.");
                var content = await headers.ReadAsync(position, (int)Math.Min(size, WavFormat.MaxLength), cancellationToken);
                if (!WavFormat.TryParse(content.Span, out format, out var reason))
                    return new BodyLayout.Rejected(reason);
            }
            else if (kind == ChunkKind.LongSizes && hasLongSizes)
            {
                if (longSizes is not null)
                    return new BodyLayout.Rejected("The body has more than one ds64 chunk.");
                var content = await headers.ReadAsync(position, (int)Math.Min(size, LongSizes.Length), cancellationToken);
                if (content.Length < LongSizes.Length)
                    return new BodyLayout.Rejected($"The ds64 chunk has {content.Length} bytes: at least {LongSizes.Length} are needed.");
                longSizes = LongSizes.Read(content.Span);
            }

            position = next;
        }
    }

    private static (ChunkKind Kind, uint Size, long Next) Read(ReadOnlySpan<byte> header, long position)
    {
        var chunk = new RiffChunk(header);
        var kind = chunk.Is("data"u8) ? ChunkKind.Data
            : chunk.Is("fmt "u8) ? ChunkKind.Format
            : chunk.Is("ds64"u8) ? ChunkKind.LongSizes
            : ChunkKind.Other;
        return (kind, chunk.Size, position + chunk.PaddedBytes);
    }

    private enum ChunkKind
    {
        Other,
        Format,
        Data,
        LongSizes,
    }
}
