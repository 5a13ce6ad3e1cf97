using System.Buffers;
using System.Collections.Concurrent;

namespace Recordings.Infrastructure.S3;

/// <summary>The buffers of one multipart upload. Buffers are reused, so their number does not grow with the number of parts.</summary>
internal sealed class PartBuffers : IDisposable
{
    /// <summary>S3 requires at least 5 MiB for each part but the last, and accepts 10,000 parts: 80 GiB with this size.</summary>
    public const int PartBytes = 8 * 1024 * 1024;

    /// <summary>Enough for four concurrent uploads. Buffers beyond this number are not kept.</summary>
    private const int MaxPooled = 8;

    /// <summary>Not the shared pool: it would keep a buffer for each thread that returned one, out of reach of other threads.</summary>
    private static readonly ArrayPool<byte> Pool = ArrayPool<byte>.Create(PartBytes, MaxPooled);

    private readonly List<byte[]> _rented = [];
    private readonly ConcurrentQueue<byte[]> _free = new();

    /// <summary>Not thread-safe.</summary>
    public byte[] Rent()
    {
        if (_free.TryDequeue(out var buffer))
            return buffer;

        buffer = Pool.Rent(PartBytes);
        _rented.Add(buffer);
        return buffer;
    }

    /// <summary>Thread-safe.</summary>
    public void Return(byte[] buffer) => _free.Enqueue(buffer);

    /// <summary>Call it when no upload uses the buffers any more.</summary>
    public void Dispose() => _rented.ForEach(buffer => Pool.Return(buffer));
}
