using System.Buffers;
using System.Collections.Concurrent;

namespace Recordings.Infrastructure.S3;

/// <summary>The buffers of one upload in parts: as many as are in use at once, however many parts it has.</summary>
internal sealed class PartBuffers : IDisposable
{
    /// <summary>S3 wants at least 5 MiB of every part but the last, and takes 10,000 parts: 80 GiB.</summary>
    public const int PartBytes = 8 * 1024 * 1024;

    /// <summary>Of four uploads at once; what more of them use is not kept.</summary>
    private const int Kept = 8;

    /// <summary>The shared pool would keep one for every thread that ever gave one back, where no other thread finds it.</summary>
    private static readonly ArrayPool<byte> Pool = ArrayPool<byte>.Create(PartBytes, Kept);

    private readonly List<byte[]> _rented = [];
    private readonly ConcurrentQueue<byte[]> _free = new();

    /// <summary>For one caller at a time.</summary>
    public byte[] Take()
    {
        if (_free.TryDequeue(out var buffer))
            return buffer;

        buffer = Pool.Rent(PartBytes);
        _rented.Add(buffer);
        return buffer;
    }

    /// <summary>From any thread.</summary>
    public void GiveBack(byte[] buffer) => _free.Enqueue(buffer);

    /// <summary>Once nothing is underway that uses any of them.</summary>
    public void Dispose() => _rented.ForEach(buffer => Pool.Return(buffer));
}
