using System.Runtime.CompilerServices;
using Microsoft.Win32.SafeHandles;
using Recordings.Application.Ports;

namespace Recordings.Infrastructure.FileSystem;

/// <summary>Objects as files below the data directory. Disk calls block a thread, so they run on the pool's, a window's reads together.</summary>
internal sealed class FileAudioStore(DataDirectory data) : IAudioStore
{
    public async Task<IStagedObject?> StageAsync(Stream body, long maxBytes, CancellationToken cancellationToken) =>
        await StagedFile.SpoolAsync(data.Staging, body, maxBytes, cancellationToken) is { } staged
            ? new StagedFileObject(staged, this)
            : null;

    public async Task PutAsync(string objectKey, Stream content, CancellationToken cancellationToken)
    {
        await using var staged = await StagedFile.SpoolAsync(data.Staging, content, long.MaxValue, cancellationToken);
        await Task.Run(() => staged!.Publish(PathOf(objectKey)), cancellationToken);
    }

    public Task<Stream?> OpenAsync(string objectKey, CancellationToken cancellationToken) =>
        Task.Run(() => Find<Stream>(() => new ObjectStream(OpenFile(objectKey))), cancellationToken);

    public Task<long?> FindLengthAsync(string objectKey, CancellationToken cancellationToken)
    {
        var file = new FileInfo(PathOf(objectKey));
        return Task.FromResult(FileFaults.Translate(() => file.Exists ? file.Length : (long?)null));
    }

    public Task ReadAsync(IReadOnlyList<ObjectRead> reads, CancellationToken cancellationToken) =>
        Task.Run(() => FileFaults.Translate(() => ReadAll(reads, cancellationToken)), cancellationToken);

    public Task DeleteAsync(string objectKey, CancellationToken cancellationToken) =>
        Task.Run(
            () => Find<object>(() =>
            {
                if (objectKey.EndsWith('/'))
                    Directory.Delete(PathOf(objectKey[..^1]), recursive: true);
                else
                    File.Delete(PathOf(objectKey));
                return null;
            }),
            cancellationToken);

    public async IAsyncEnumerable<string> SweepAsync(DateTimeOffset before, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await Task.Run(() => FileFaults.Translate(() => DropStaged(before)), cancellationToken);
        using var files = FileFaults.Translate(
            () => new DirectoryInfo(data.Objects).EnumerateFiles("*", SearchOption.AllDirectories).GetEnumerator());

        // Each step reads a folder: it may fail as the first one may.
        while (FileFaults.Translate(files.MoveNext))
        {
            cancellationToken.ThrowIfCancellationRequested();
            if (files.Current.LastWriteTimeUtc < before.UtcDateTime)
                yield return Path.GetRelativePath(data.Objects, files.Current.FullName).Replace(Path.DirectorySeparatorChar, '/');
        }
    }

    /// <summary>Writes and removes a file: a disk that is full or read-only is not ready.</summary>
    public async Task CheckAsync(CancellationToken cancellationToken)
    {
        using var probe = new MemoryStream([0]);
        await using var staged = await StagedFile.SpoolAsync(data.Staging, probe, 1, cancellationToken);
    }

    /// <exception cref="ArgumentException">Not a key that <see cref="ObjectKeys"/> makes.</exception>
    internal string PathOf(string objectKey)
    {
        var parts = objectKey.Split('/');
        return Array.TrueForAll(parts, IsName)
            ? Path.Combine([data.Objects, .. parts])
            : throw new ArgumentException("Not an object key.", nameof(objectKey));
    }

    private static bool IsName(string part) =>
        part.Length > 0 && part[0] != '.' && part.All(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '.');

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
        for (var done = 0; done < read.Destination.Length;)
        {
            var got = RandomAccess.Read(file, read.Destination.Span[done..], read.Offset + done);
            if (got == 0)
                throw new ObjectUnreadableException(read.ObjectKey);
            done += got;
        }
    }

    private SafeFileHandle OpenFile(string objectKey) =>
        File.OpenHandle(PathOf(objectKey), FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);

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

    private void DropStaged(DateTimeOffset before)
    {
        foreach (var file in new DirectoryInfo(data.Staging).EnumerateFiles())
        {
            if (file.LastWriteTimeUtc < before.UtcDateTime)
                file.Delete();
        }
    }
}
