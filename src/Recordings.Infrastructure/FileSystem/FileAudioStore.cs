using System.Runtime.CompilerServices;
using System.Security.Cryptography;
using Microsoft.Win32.SafeHandles;
using Recordings.Application.Ports;
using Recordings.Domain;
using Recordings.Infrastructure.Wav;

namespace Recordings.Infrastructure.FileSystem;

/// <summary>Objects as files below the data directory. Disk calls block a thread, so they run on the pool's, a window's reads together.</summary>
internal sealed class FileAudioStore(DataDirectory data) : IAudioStore
{
    /// <summary>A recording is written in pieces as large as it is rendered in.</summary>
    private const int RecordingBufferBytes = WindowRenderer.MaxFrames * sizeof(short);

    /// <summary>The kernel reads ahead, and a window read straight into the caller's buffer saves a copy.</summary>
    public int WindowsAhead => 0;

    public async Task<IStagedObject?> StageAsync(Stream body, long maxBytes, CancellationToken cancellationToken)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        return await StagedFile.SpoolAsync(data.Staging, body, maxBytes, hash, cancellationToken) is { } staged
            ? new StagedFileObject(staged, new Sha256(hash.GetCurrentHash()), this)
            : null;
    }

    public async Task PutAsync(string objectKey, Stream content, CancellationToken cancellationToken)
    {
        await using var staged = await StagedFile.SpoolAsync(
            data.Staging, content, long.MaxValue, hash: null, cancellationToken, RecordingBufferBytes);
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
        await Task.Run(() => StagedFile.DropAbandoned(data.Staging, before), cancellationToken);
        using var files = FileFaults.Translate(
            () => new DirectoryInfo(data.Objects).EnumerateFiles("*", SearchOption.AllDirectories).GetEnumerator());

        // Each step reads a folder: it may fail as the first one may.
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

    public Task CheckAsync(CancellationToken cancellationToken) => StagedFile.CheckAsync(data.Staging, cancellationToken);

    /// <exception cref="ArgumentException">Not a key that <see cref="ObjectKeys"/> makes.</exception>
    internal string PathOf(string objectKey) => Path.Combine([data.Objects, .. ObjectKeys.Parts(objectKey)]);

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
}
