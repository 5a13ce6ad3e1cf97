using System.Buffers;
using System.Runtime.CompilerServices;
using Microsoft.Win32.SafeHandles;
using Recordings.Application.Ports;
using Recordings.Application.Storage;
using Recordings.Infrastructure.Checksums;
using Recordings.Infrastructure.Disk;

namespace Recordings.Infrastructure.FileStore;

/// <summary>
/// Objects as files below the data directory. Reads and writes block the caller's thread: a disk call blocks some thread in any
/// case, and a change of threads costs as much as copying a window.
/// </summary>
internal sealed class FileAudioStore(DataDirectory data, FreeSpace space) : IAudioStore
{
    /// <summary>The size of one rendered window.</summary>
    private const int WindowBytes = 512 * 1024;

    private const int DeletionAttempts = 5;

    /// <summary>None: the kernel reads ahead, and reading a window directly into the caller's buffer saves a copy.</summary>
    public int WindowsAhead => 0;

    public async Task<IStagedObject?> StageAsync(Stream body, long maxBytes, CancellationToken cancellationToken) =>
        await StagedFile.SpoolAsync(data.Staging, body, maxBytes, cancellationToken) is var (file, checksum)
            ? new StagedFileObject(file, checksum, this)
            : null;

    public async Task<ContentChecksums> PutAsync(string objectKey, Stream content, CancellationToken cancellationToken)
    {
        await using var staged = StagedFile.Create(data.Staging);
        var checksums = await FillAsync(staged, content, cancellationToken);
        staged.Publish(PathOf(objectKey));
        return checksums;
    }

    public Task<Stream?> OpenAsync(string objectKey, CancellationToken cancellationToken) =>
        Task.FromResult(Find<Stream>(() => new ObjectStream(OpenFile(objectKey))));

    public Task<Stream?> OpenAsync(StoredFile file, Func<CancellationToken, Task<Stream>> replace, CancellationToken cancellationToken) =>
        VerifiedStream.OpenAsync(OpenAsync(file.File.ObjectKey, cancellationToken), file, replace);

    public Task<long?> FindLengthAsync(string objectKey, CancellationToken cancellationToken)
    {
        var file = new FileInfo(PathOf(objectKey));
        return Task.FromResult(FileFaults.Translate(() => file.Exists ? file.Length : (long?)null));
    }

    public Task ReadAsync(IReadOnlyList<ObjectRead> reads, CancellationToken cancellationToken)
    {
        // Not FileFaults.Translate: this runs once for each window, and a delegate would allocate each time.
        try
        {
            ReadAll(reads, cancellationToken);
            return Task.CompletedTask;
        }
        catch (Exception fault) when (FileFaults.IsUnavailable(fault))
        {
            throw new DependencyUnavailableException(Dependency.Storage, fault);
        }
    }

    public Task DeleteAsync(string objectKey, CancellationToken cancellationToken) =>
        Task.Run(
            () => Find<object>(() =>
            {
                if (objectKey.EndsWith('/'))
                    DeleteFolder(PathOf(objectKey[..^1]));
                else
                    File.Delete(PathOf(objectKey));
                return null;
            }),
            cancellationToken);

    public async IAsyncEnumerable<string> SweepAsync(DateTimeOffset before, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await Task.Run(() => StagedFile.DeleteAbandoned(data.Staging, before), cancellationToken);
        using var files = FileFaults.Translate(
            () => new DirectoryInfo(data.Objects).EnumerateFiles("*", SearchOption.AllDirectories).GetEnumerator());

        // Each step may read another folder, so each step may fail.
        while (FileFaults.Translate(files.MoveNext))
        {
            cancellationToken.ThrowIfCancellationRequested();
            if (FileFaults.Translate(() => files.Current.LastWriteTimeUtc) < before.UtcDateTime)
                yield return Path.GetRelativePath(data.Objects, files.Current.FullName).Replace(Path.DirectorySeparatorChar, '/');
        }
    }

    public Task PrepareAsync(CancellationToken cancellationToken)
    {
        FileFaults.Translate(data.Create);
        return CheckAsync(cancellationToken);
    }

    public Task CheckSpaceAsync(long bytes, CancellationToken cancellationToken)
    {
        space.Require(bytes);
        return Task.CompletedTask;
    }

    public Task CheckAsync(CancellationToken cancellationToken) => StagedFile.CheckAsync(data.Staging);

    /// <exception cref="ArgumentException">The key is not one that <see cref="ObjectKeys"/> creates.</exception>
    internal string PathOf(string objectKey) => Path.Join(data.Objects, ObjectKeys.Validate(objectKey));

    /// <summary>Uses two buffers in turn: one is hashed and written while the next window is rendered into the other.</summary>
    private async Task<ContentChecksums> FillAsync(StagedFile staged, Stream content, CancellationToken cancellationToken)
    {
        byte[][] buffers = [ArrayPool<byte>.Shared.Rent(WindowBytes), ArrayPool<byte>.Shared.Rent(WindowBytes)];
        try
        {
            await using var checksums = new PipelinedChecksums();
            var hashed = Task.CompletedTask;
            for (int turn = 0, read; (read = await content.ReadAsync(buffers[turn], cancellationToken)) > 0; turn ^= 1)
            {
                await hashed;
                hashed = checksums.Append(buffers[turn].AsMemory(0, read));
                space.Require(read);
                staged.WriteSparse(buffers[turn].AsSpan(0, read));
            }

            return await checksums.FinishAsync();
        }
        finally
        {
            foreach (var buffer in buffers)
                ArrayPool<byte>.Shared.Return(buffer);
        }
    }

    private void ReadAll(IReadOnlyList<ObjectRead> reads, CancellationToken cancellationToken)
    {
        SafeFileHandle? open = null;
        try
        {
            for (var i = 0; i < reads.Count; i++)
            {
                cancellationToken.ThrowIfCancellationRequested();
                if (i == 0 || reads[i].ObjectKey != reads[i - 1].ObjectKey)
                {
                    open?.Dispose();
                    open = null;
                    open = OpenOrThrow(reads[i].ObjectKey);
                }

                Fill(open!, reads[i]);
            }
        }
        finally
        {
            open?.Dispose();
        }
    }

    private SafeFileHandle OpenOrThrow(string objectKey)
    {
        try
        {
            return OpenFile(objectKey);
        }
        catch (IOException fault) when (FileFaults.IsMissing(fault))
        {
            throw new ObjectUnreadableException(objectKey);
        }
    }

    private static void Fill(SafeFileHandle file, ObjectRead read)
    {
        for (var filled = 0; filled < read.Destination.Length;)
        {
            var got = RandomAccess.Read(file, read.Destination.Span[filled..], read.Offset + filled);
            if (got == 0)
                throw new ObjectUnreadableException(read.ObjectKey);
            filled += got;
        }
    }

    private SafeFileHandle OpenFile(string objectKey) =>
        File.OpenHandle(PathOf(objectKey), FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);

    /// <summary>Retries, because a running assembly may add its file at the same time, and then the folder is not empty.</summary>
    private static void DeleteFolder(string folder)
    {
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                Directory.Delete(folder, recursive: true);
                return;
            }
            catch (IOException fault) when (attempt < DeletionAttempts && !FileFaults.IsMissing(fault))
            {
                // Deleting again is safe.
            }
        }
    }

    private static T? Find<T>(Func<T?> action)
        where T : class
    {
        try
        {
            return FileFaults.Translate(action);
        }
        catch (DependencyUnavailableException fault) when (FileFaults.IsMissing(fault.InnerException!))
        {
            return null;
        }
    }
}
