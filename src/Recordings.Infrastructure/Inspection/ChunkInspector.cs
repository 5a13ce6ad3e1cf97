using System.Buffers;
using Microsoft.Extensions.Options;
using Recordings.Application.Capture;
using Recordings.Application.Ports;
using Recordings.Domain.Timelines;
using Recordings.Infrastructure.Checksums;

namespace Recordings.Infrastructure.Inspection;

/// <summary>Finds the samples of a body and computes their checksums, through one small rented buffer.</summary>
internal sealed class ChunkInspector(IOptions<CaptureOptions> options) : IChunkInspector
{
    /// <summary>A whole number of blocks, in a buffer below the limit of the large object heap (85,000 bytes).</summary>
    private const int ReadBytes = 3 * ChunkPayload.BlockBytes;

    public async Task<ChunkInspection> InspectAsync(Stream body, ChunkMediaType type, CancellationToken cancellationToken)
    {
        var layout = type.Kind == ChunkMediaKind.Wav
            ? await WavReader.ReadAsync(body, options.Value.MaxChunkBytes, cancellationToken)
            : await RawBody.LocateAsync(body, type, cancellationToken);

        return layout switch
        {
            BodyLayout.Samples samples => new ChunkInspection.Audio(
                samples.Format, samples.Frames, samples.Offset, await ChecksumsAsync(body, samples, cancellationToken)),
            BodyLayout.Rejected rejected => new ChunkInspection.Rejected(rejected.Reason),
            _ => throw new InvalidOperationException("A layout is Samples or Rejected."),
        };
    }

    private static async Task<uint[]> ChecksumsAsync(Stream body, BodyLayout.Samples samples, CancellationToken cancellationToken)
    {
        var checksums = new uint[Crc32C.BlockCount(samples.Bytes)];
        var buffer = ArrayPool<byte>.Shared.Rent(ReadBytes);
        try
        {
            body.Position = samples.Offset;
            var block = 0;
            for (var left = samples.Bytes; left > 0;)
            {
                var data = buffer.AsMemory(0, (int)Math.Min(left, ReadBytes));
                await body.ReadExactlyAsync(data, cancellationToken);
                var blocks = (int)Crc32C.BlockCount(data.Length);
                Crc32C.ComputeBlocks(data.Span, checksums.AsSpan(block, blocks));
                block += blocks;
                left -= data.Length;
            }
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }

        return checksums;
    }
}
