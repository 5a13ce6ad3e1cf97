using Microsoft.Win32.SafeHandles;
using Recordings.Application.Ports;

namespace Recordings.Infrastructure.Disk;

/// <summary>A file that is read lazily: the disk may fail at any read, long after the opening went well.</summary>
internal sealed class ObjectStream(SafeFileHandle file) : ReadOnlyStream
{
    /// <summary>As it was at the opening: what is stored is never changed.</summary>
    public override long Length { get; } = RandomAccess.GetLength(file);

    /// <exception cref="DependencyUnavailableException">The disk failed.</exception>
    public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        cancellationToken.ThrowIfCancellationRequested();
        return new ValueTask<int>(Read(buffer.Span));
    }

    /// <summary>Blocks on the disk.</summary>
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
