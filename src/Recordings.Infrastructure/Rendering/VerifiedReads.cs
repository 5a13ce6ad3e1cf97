using System.Buffers;
using Recordings.Application.Ports;
using Recordings.Domain.Timelines;
using Recordings.Infrastructure.Checksums;

namespace Recordings.Infrastructure.Rendering;

/// <summary>
/// Collects reads of chunks' samples, runs them together, and verifies each against the checksums from the chunk's acceptance.
/// Each read covers whole blocks for that; blocks inside the destination are read into it directly.
/// Reused for each window; <see cref="Clear"/> returns the rented buffers.
/// </summary>
internal sealed class VerifiedReads(IAudioStore store)
{
    private readonly List<ObjectRead> _reads = [];
    private readonly List<BlockCheck> _checks = [];
    private readonly List<Copy> _copies = [];
    private readonly List<byte[]> _rented = [];
    private uint[] _checksums = new uint[64];

    /// <summary>Bytes of the buffers rented since the last <see cref="Clear"/>.</summary>
    public long RentedBytes { get; private set; }

    /// <summary>Adds a read of frames. The memory holds their bytes from <see cref="FetchAsync"/> until <see cref="Clear"/>.</summary>
    public ReadOnlyMemory<byte> Add(Chunk chunk, long firstFrame, int frames)
    {
        var requested = PayloadRange.FromFrames(chunk, firstFrame, frames);
        var whole = requested.Widened(chunk);
        var buffer = Rent(whole.Length);
        Add(chunk, whole, buffer);
        return buffer.Slice((int)(requested.Start - whole.Start), requested.Length);
    }

    /// <summary>Adds a read of frames into <paramref name="destination"/>.</summary>
    public void Add(Chunk chunk, long firstFrame, int frames, Memory<byte> destination)
    {
        var requested = PayloadRange.FromFrames(chunk, firstFrame, frames);
        var (head, body, tail) = requested.Split(chunk);

        AddPart(chunk, requested, head, destination);
        if (body.Length > 0)
            Add(chunk, body, destination.Slice((int)(body.Start - requested.Start), body.Length));
        AddPart(chunk, requested, tail, destination);
    }

    /// <summary>Reads the bytes of all reads. <see cref="Verify()"/> must follow.</summary>
    /// <exception cref="RecordingDamagedException">A chunk is missing or too short.</exception>
    public async Task FetchAsync(CancellationToken cancellationToken)
    {
        if (_reads.Count == 0)
            return;

        try
        {
            await store.ReadAsync(_reads, cancellationToken);
        }
        catch (ObjectUnreadableException unreadable)
        {
            throw new RecordingDamagedException(_checks.First(check => check.Chunk.Payload.ObjectKey == unreadable.ObjectKey).Chunk);
        }
    }

    /// <exception cref="RecordingDamagedException">A chunk differs from the accepted one.</exception>
    public void Verify()
    {
        foreach (var check in _checks)
            Verify(check);
        foreach (var copy in _copies)
            copy.From.CopyTo(copy.To);
    }

    public void Clear()
    {
        foreach (var buffer in _rented)
            ArrayPool<byte>.Shared.Return(buffer);
        _rented.Clear();
        _reads.Clear();
        _checks.Clear();
        _copies.Clear();
        RentedBytes = 0;
    }

    /// <summary>Adds a part of a block: the whole block is read into its own buffer, and the part is copied after verification.</summary>
    private void AddPart(Chunk chunk, PayloadRange requested, PayloadRange part, Memory<byte> destination)
    {
        if (part.Length == 0)
            return;

        var whole = part.Widened(chunk);
        var buffer = Rent(whole.Length);
        Add(chunk, whole, buffer);
        _copies.Add(new Copy(
            buffer.Slice((int)(part.Start - whole.Start), part.Length),
            destination.Slice((int)(part.Start - requested.Start), part.Length)));
    }

    private void Add(Chunk chunk, PayloadRange blocks, Memory<byte> destination)
    {
        _reads.Add(new ObjectRead(chunk.Payload.ObjectKey, chunk.Payload.Offset + blocks.Start, destination));
        _checks.Add(new BlockCheck(chunk, blocks.FirstBlock, destination));
    }

    private void Verify(BlockCheck check)
    {
        var blocks = (int)Crc32C.BlockCount(check.Bytes.Length);
        if (_checksums.Length < blocks)
            _checksums = new uint[blocks * 2];

        var actual = _checksums.AsSpan(0, blocks);
        Crc32C.ComputeBlocks(check.Bytes.Span, actual);
        if (!actual.SequenceEqual(check.Chunk.Payload.BlockChecksums.Span.Slice(check.FirstBlock, blocks)))
            throw new RecordingDamagedException(check.Chunk);
    }

    private Memory<byte> Rent(int length)
    {
        var buffer = ArrayPool<byte>.Shared.Rent(length);
        _rented.Add(buffer);
        RentedBytes += buffer.Length;
        return buffer.AsMemory(0, length);
    }

    private readonly record struct BlockCheck(Chunk Chunk, int FirstBlock, ReadOnlyMemory<byte> Bytes);

    private readonly record struct Copy(ReadOnlyMemory<byte> From, Memory<byte> To);
}
