using Microsoft.Win32.SafeHandles;
using Recordings.Application.Ports;

namespace Recordings.Infrastructure.Disk;

/// <summary>Reads a file lazily. The disk may fail at any read, also long after the file was opened.</summary>
internal sealed class ObjectStream(SafeFileHandle file) : ReadOnlyStream
{
    /// <summary>Read once at opening: a stored object never changes.</summary>
    public override long Length { get; } = RandomAccess.GetLength(file);

    /// <exception cref="DependencyUnavailableException">The disk failed.</exception>
    public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        cancellationToken.ThrowIfCancellationRequested();
        return new ValueTask<int>(Read(buffer.Span));
    }

    /// <summary>Blocks the thread until the disk answers.</summary>
    /// <exception cref="DependencyUnavailableException">The disk failed.</exception>
    public override int Read(Span<byte> buffer)
    {
        try
        {
            var read = RandomAccess.Read(file, buffer, Position);
            Position += read;
            return read;
        }
        catch (Exception fault) when (FileFaults.IsUnavailable(fault))
        {
            throw new DependencyUnavailableException(Dependency.Storage, fault);
        }
    }

    public override int Read(byte[] buffer, int offset, int count) => Read(buffer.AsSpan(offset, count));

    protected override void Dispose(bool disposing)
    {
        if (disposing)
            file.Dispose();
        base.Dispose(disposing);
    }
}
