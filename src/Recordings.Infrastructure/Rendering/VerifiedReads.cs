using System.Buffers;
using Recordings.Application.Ports;
using Recordings.Domain.Timelines;

namespace Recordings.Infrastructure.Rendering;

/// <summary>
/// Gathers reads of chunks' samples, does them together, and proves each against the checksums taken when the chunk was
/// accepted. A read is widened to whole blocks for that; the blocks that fit go straight to where they are wanted.
/// Reused from window to window; buffers are rented and go back in <see cref="Clear"/>.
/// </summary>
internal sealed class VerifiedReads(IAudioStore store)
{
    private readonly List<ObjectRead> _reads = [];
    private readonly List<Proof> _proofs = [];
    private readonly List<Copy> _copies = [];
    private readonly List<byte[]> _rented = [];
    private uint[] _checksums = new uint[64];

    /// <summary>Bytes rented so far.</summary>
    public long Held { get; private set; }

    /// <summary>Asks for frames of a chunk; the memory holds their bytes after <see cref="ReadAsync"/>, until <see cref="Clear"/>.</summary>
    public ReadOnlyMemory<byte> Add(Chunk chunk, long firstFrame, int frames)
    {
        var wanted = PayloadRange.FromFrames(chunk, firstFrame, frames);
        var whole = wanted.Widened(chunk);
        var buffer = Rent(whole.Length);
        Add(chunk, whole, buffer);
        return buffer.Slice((int)(wanted.Start - whole.Start), wanted.Length);
    }

    /// <summary>Asks for frames of a chunk to be read into <paramref name="destination"/>.</summary>
    public void Add(Chunk chunk, long firstFrame, int frames, Memory<byte> destination)
    {
        var wanted = PayloadRange.FromFrames(chunk, firstFrame, frames);
        var (head, body, tail) = wanted.Split(chunk);

        AddPart(chunk, wanted, head, destination);
        if (body.Length > 0)
            Add(chunk, body, destination.Slice((int)(body.Start - wanted.Start), body.Length));
        AddPart(chunk, wanted, tail, destination);
    }

    /// <exception cref="RecordingDamagedException">A chunk is gone, too short, or not what was accepted.</exception>
    public async Task ReadAsync(CancellationToken cancellationToken)
    {
        if (_reads.Count == 0)
            return;

        try
        {
            await store.ReadAsync(_reads, cancellationToken);
        }
        catch (ObjectUnreadableException unreadable)
        {
            throw new RecordingDamagedException(_proofs.First(proof => proof.Chunk.Payload.ObjectKey == unreadable.ObjectKey).Chunk);
        }

        foreach (var proof in _proofs)
            Verify(proof);
        foreach (var copy in _copies)
            copy.From.CopyTo(copy.To);
    }

    public void Clear()
    {
        foreach (var buffer in _rented)
            ArrayPool<byte>.Shared.Return(buffer);
        _rented.Clear();
        _reads.Clear();
        _proofs.Clear();
        _copies.Clear();
        Held = 0;
    }

    /// <summary>A piece of a block: the whole block is read aside, and the piece copied once it is proven.</summary>
    private void AddPart(Chunk chunk, PayloadRange wanted, PayloadRange part, Memory<byte> destination)
    {
        if (part.Length == 0)
            return;

        var whole = part.Widened(chunk);
        var buffer = Rent(whole.Length);
        Add(chunk, whole, buffer);
        _copies.Add(new Copy(
            buffer.Slice((int)(part.Start - whole.Start), part.Length),
            destination.Slice((int)(part.Start - wanted.Start), part.Length)));
    }

    private void Add(Chunk chunk, PayloadRange blocks, Memory<byte> destination)
    {
        _reads.Add(new ObjectRead(chunk.Payload.ObjectKey, chunk.Payload.Offset + blocks.Start, destination));
        _proofs.Add(new Proof(chunk, blocks.FirstBlock, destination));
    }

    private void Verify(Proof proof)
    {
        var blocks = (int)Crc32C.BlockCount(proof.Bytes.Length);
        if (_checksums.Length < blocks)
            _checksums = new uint[blocks * 2];

        var actual = _checksums.AsSpan(0, blocks);
        Crc32C.ComputeBlocks(proof.Bytes.Span, actual);
        if (!actual.SequenceEqual(proof.Chunk.Payload.BlockChecksums.Span.Slice(proof.FirstBlock, blocks)))
            throw new RecordingDamagedException(proof.Chunk);
    }

    private Memory<byte> Rent(int length)
    {
        var buffer = ArrayPool<byte>.Shared.Rent(length);
        _rented.Add(buffer);
        Held += buffer.Length;
        return buffer.AsMemory(0, length);
    }

    private readonly record struct Proof(Chunk Chunk, int FirstBlock, ReadOnlyMemory<byte> Bytes);

    private readonly record struct Copy(ReadOnlyMemory<byte> From, Memory<byte> To);
}
