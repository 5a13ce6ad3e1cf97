using System.Runtime.CompilerServices;
using Recordings.Application.Configuration;
using Recordings.Application.Ports;
using Recordings.Application.Storage;
using Recordings.Domain.Chats;
using Recordings.Domain.Workspaces;

namespace Recordings.Api.Operations.Doctor;

/// <summary>Writes a sample object to the configured store, reads it in all the ways of the service, and deletes it.</summary>
internal sealed class StoreCheck(IAudioStore store, LinkCheck links, IConfiguration configuration)
{
    private const int SampleBytes = 64 * 1024;

    public async IAsyncEnumerable<CheckResult> RunAsync([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var reachable = await CheckResult.RunAsync("store: reachable", DescribeSettings(), store.CheckAsync, cancellationToken);
        yield return reachable;
        if (!reachable.Passed)
            yield break;

        if (!configuration.IsS3())
        {
            yield return await CheckResult.RunAsync(
                "store: space for assembled files",
                $"Free space on the disk of {SettingNames.DataDirectory}, or lower {StorageOptions.MinFreeBytesKey}; until then no call is assembled.",
                token => store.CheckSpaceAsync(0, token), cancellationToken);
        }

        var sample = new byte[SampleBytes];
        Random.Shared.NextBytes(sample);

        // The object belongs to no chat in the database. If this process stops early, the service's object sweeper deletes it.
        var (workspace, chat, key) = (new WorkspaceId(Guid.NewGuid()), new ChatId(1), new ChatKey(0));
        var objectKey = ObjectKeys.NewChunk(workspace, chat, key);

        var written = await CheckResult.RunAsync(
            "store: write", "The store needs free space, and its key the right to write.",
            token => WriteAsync(objectKey, sample, token), cancellationToken);
        yield return written;
        if (written.Passed)
        {
            yield return await CheckResult.RunAsync(
                "store: read", "The key needs the right to read; the store must return the bytes that were written.",
                token => ReadWholeAsync(objectKey, sample, token), cancellationToken);
            yield return await CheckResult.RunAsync(
                "store: read a range", "The store must support Range requests.", token => ReadRangeAsync(objectKey, sample, token), cancellationToken);
            await foreach (var result in links.RunAsync(workspace, objectKey, sample, cancellationToken))
                yield return result;
        }

        yield return await CheckResult.RunAsync(
            "store: delete", "The key needs the rights to list and to delete.",
            token => RemoveAsync($"workspaces/{workspace}/", objectKey, token), cancellationToken);
    }

    private string DescribeSettings() => configuration.IsS3()
        ? "See Storage:S3: Endpoint, Region, Bucket (the service creates it at its start, if its key may), AccessKey, SecretKey; "
            + $"and {SettingNames.DataDirectory}, the folder of bodies before their upload."
        : $"See {SettingNames.DataDirectory}: the service creates it at its first start; only the service's user may enter.";

    private async Task WriteAsync(string objectKey, byte[] sample, CancellationToken cancellationToken)
    {
        using var body = new MemoryStream(sample);
        await using var staged = await store.StageAsync(body, sample.Length, cancellationToken)
            ?? throw new InvalidDataException("The store found the sample too long.");
        await staged.CommitAsync(objectKey, cancellationToken);
    }

    private async Task ReadWholeAsync(string objectKey, byte[] sample, CancellationToken cancellationToken)
    {
        await using var content = await store.OpenAsync(objectKey, cancellationToken)
            ?? throw new InvalidDataException("The object does not exist.");
        var read = new byte[sample.Length];
        if (content.Length != read.Length
            || await content.ReadAtLeastAsync(read, read.Length, throwOnEndOfStream: false, cancellationToken) < read.Length)
            throw new InvalidDataException("The object has another length.");
        if (!read.AsSpan().SequenceEqual(sample))
            throw new InvalidDataException("The object's bytes differ.");
    }

    private async Task ReadRangeAsync(string objectKey, byte[] sample, CancellationToken cancellationToken)
    {
        var (offset, range) = (1000, new byte[5000]);
        try
        {
            await store.ReadAsync([new ObjectRead(objectKey, offset, range)], cancellationToken);
        }
        catch (ObjectUnreadableException)
        {
            throw new InvalidDataException("The range does not exist.");
        }

        if (!range.AsSpan().SequenceEqual(sample.AsSpan(offset, range.Length)))
            throw new InvalidDataException("The range's bytes differ.");
    }

    private async Task RemoveAsync(string prefix, string objectKey, CancellationToken cancellationToken)
    {
        await store.DeleteAsync(prefix, cancellationToken);
        if (await store.FindLengthAsync(objectKey, cancellationToken) is not null)
            throw new InvalidDataException("The object still exists.");
    }
}
