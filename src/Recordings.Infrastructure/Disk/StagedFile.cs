using System.Buffers;
using System.Security.Cryptography;
using Recordings.Application.Ports;
using Recordings.Domain;

namespace Recordings.Infrastructure.Disk;

/// <summary>A file in the staging folder that is being written. Disposing deletes it unless it was published.</summary>
internal sealed class StagedFile : IAsyncDisposable
{
    /// <summary>About as much as the network delivers at once. The buffer is small, because many bodies may arrive together.</summary>
    private const int BufferBytes = 128 * 1024;

    /// <summary>
    /// The pieces of which a hole consists. Smaller ones would tear speech with short pauses into many extents; at 16 kHz a piece is
    /// half a second.
    /// </summary>
    private const int HoleBytes = 16 * 1024;

    private readonly string _path;
    private readonly FileStream _file;
    private bool _endsInHole;
    private bool _published;

    private StagedFile(string path)
    {
        _path = path;
        _file = PrivateFile.CreateNew(path);
    }

    public long Length { get; private set; }

    public static StagedFile Create(string folder) =>
        FileFaults.Translate(() => new StagedFile(Path.Combine(folder, Guid.NewGuid().ToString("N"))));

    /// <summary>
    /// Writes the body to a new file; null when it is longer than <paramref name="maxBytes"/>. Faults of the body pass through,
    /// faults of the disk are translated.
    /// </summary>
    public static async Task<(StagedFile File, Sha256 Checksum)?> SpoolAsync(
        string folder, Stream body, long maxBytes, CancellationToken cancellationToken)
    {
        var staged = Create(folder);
        try
        {
            if (await staged.FillAsync(body, maxBytes, cancellationToken) is { } checksum)
                return (staged, checksum);
        }
        catch
        {
            await staged.DisposeAsync();
            throw;
        }

        await staged.DisposeAsync();
        return null;
    }

    /// <summary>Writes and deletes a file: a full or read-only disk is not ready.</summary>
    public static async Task CheckAsync(string folder)
    {
        await using var staged = Create(folder);
        staged.Write([0]);
    }

    /// <summary>Deletes files that a crash left in the folder.</summary>
    public static void DeleteAbandoned(string folder, DateTimeOffset before) => FileFaults.Translate(() =>
    {
        foreach (var file in new DirectoryInfo(folder).EnumerateFiles())
        {
            if (file.LastWriteTimeUtc < before.UtcDateTime)
                file.Delete();
        }
    });

    /// <exception cref="DependencyUnavailableException">The disk is full, or it failed.</exception>
    public void Write(ReadOnlySpan<byte> bytes)
    {
        try
        {
            _file.Write(bytes);
            Length += bytes.Length;
        }
        catch (Exception fault) when (FileFaults.IsUnavailable(fault))
        {
            throw new DependencyUnavailableException(Dependency.Storage, fault);
        }
    }

    /// <summary>Writes the bytes, and leaves a hole for each piece that has only zeros: a reader gets zeros, the disk keeps nothing.</summary>
    /// <exception cref="DependencyUnavailableException">The disk is full, or it failed.</exception>
    public void WriteSparse(ReadOnlySpan<byte> bytes)
    {
        var data = 0;
        for (int start = 0, next; start < bytes.Length; start = next)
        {
            next = (int)Math.Min(bytes.Length, start + HoleBytes - ((Length + start - data) % HoleBytes));
            if (bytes[start..next].ContainsAnyExcept((byte)0))
                continue;

            WriteData(bytes[data..start]);
            Skip(next - start);
            data = next;
        }

        WriteData(bytes[data..]);
    }

    public Stream OpenRead() =>
        FileFaults.Translate(() => new ObjectStream(
            File.OpenHandle(_path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete)));

    public void Publish(string path) => FileFaults.Translate(() =>
    {
        if (_endsInHole)
            _file.SetLength(Length);
        DurableFile.Publish(_file.SafeFileHandle, _path, path);
        _published = true;
    });

    public async ValueTask DisposeAsync()
    {
        await _file.DisposeAsync();
        try
        {
            if (!_published)
                File.Delete(_path);
        }
        catch (Exception fault) when (FileFaults.IsUnavailable(fault))
        {
            // No reader sees a staged file. The sweep deletes it when the disk works again.
        }
    }

    private void WriteData(ReadOnlySpan<byte> bytes)
    {
        if (bytes.IsEmpty)
            return;
        Write(bytes);
        _endsInHole = false;
    }

    private void Skip(int bytes)
    {
        _file.Seek(bytes, SeekOrigin.Current);
        Length += bytes;
        _endsInHole = true;
    }

    private async Task<Sha256?> FillAsync(Stream body, long maxBytes, CancellationToken cancellationToken)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        var buffer = ArrayPool<byte>.Shared.Rent(BufferBytes);
        try
        {
            var part = buffer.AsMemory(0, BufferBytes);
            for (int read; (read = await body.ReadAtLeastAsync(part, part.Length, throwOnEndOfStream: false, cancellationToken)) > 0;)
            {
                if (Length + read > maxBytes)
                    return null;

                hash.AppendData(buffer, 0, read);
                Write(buffer.AsSpan(0, read));
            }
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }

        return new Sha256(hash.GetCurrentHash());
    }
}
