using System.Runtime.CompilerServices;
using Recordings.Application.Configuration;
using Recordings.Application.Ports;
using Recordings.Application.Storage;
using Recordings.Domain.Chats;
using Recordings.Domain.Workspaces;

namespace Recordings.Api.Operations.Doctor;

/// <summary>Writes an object of its own to the configured store, reads it in every way that the service does, and removes it.</summary>
internal sealed class StoreCheck(IAudioStore store, LinkCheck links, IConfiguration configuration)
{
    private const int SampleBytes = 64 * 1024;

    public async IAsyncEnumerable<CheckResult> RunAsync([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var reachable = await CheckResult.RunAsync("store: reachable", WhereToLook(), store.CheckAsync, cancellationToken);
        yield return reachable;
        if (!reachable.IsGood)
            yield break;

        var sample = new byte[SampleBytes];
        Random.Shared.NextBytes(sample);

        // As if of a chat that no database knows: should this process die, the service's sweep removes it.
        var (workspace, chat, key) = (new WorkspaceId(Guid.NewGuid()), new ChatId(1), new ChatKey(0));
        var objectKey = ObjectKeys.NewChunk(workspace, chat, key);

        var written = await CheckResult.RunAsync(
            "store: write", "The store needs free space, and its key the right to write.", token => WriteAsync(objectKey, sample, token), cancellationToken);
        yield return written;
        if (written.IsGood)
        {
            yield return await CheckResult.RunAsync(
                "store: read", "The key needs the right to read; the store must give back what it took.", token => ReadWholeAsync(objectKey, sample, token), cancellationToken);
            yield return await CheckResult.RunAsync(
                "store: read a range", "The store must honour Range requests.", token => ReadRangeAsync(objectKey, sample, token), cancellationToken);
            await foreach (var finding in links.RunAsync(workspace, objectKey, sample, cancellationToken))
                yield return finding;
        }

        yield return await CheckResult.RunAsync(
            "store: delete", "The key needs the rights to list and to delete.",
            token => RemoveAsync($"workspaces/{workspace}/", objectKey, token), cancellationToken);
    }

    private string WhereToLook() => configuration.IsS3()
        ? $"See Storage:S3: Endpoint, Region, Bucket (the service makes it when it starts, if its key may), AccessKey, SecretKey; and {SettingNames.DataDirectory}, where bodies wait for it."
        : $"See {SettingNames.DataDirectory}: the service makes it when it first starts, and only its own user may enter.";

    private async Task WriteAsync(string objectKey, byte[] sample, CancellationToken cancellationToken)
    {
        using var body = new MemoryStream(sample);
        await using var staged = await store.StageAsync(body, sample.Length, cancellationToken)
            ?? throw new InvalidDataException("The sample was found too long.");
        await staged.CommitAsync(objectKey, cancellationToken);
    }

    private async Task ReadWholeAsync(string objectKey, byte[] sample, CancellationToken cancellationToken)
    {
        await using var content = await store.OpenAsync(objectKey, cancellationToken) ?? throw new InvalidDataException("The object is not there.");
        var read = new byte[sample.Length];
        if (content.Length != read.Length || await content.ReadAtLeastAsync(read, read.Length, throwOnEndOfStream: false, cancellationToken) < read.Length)
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
            throw new InvalidDataException("The range is not there.");
        }

        if (!range.AsSpan().SequenceEqual(sample.AsSpan(offset, range.Length)))
            throw new InvalidDataException("The range's bytes differ.");
    }

    private async Task RemoveAsync(string prefix, string objectKey, CancellationToken cancellationToken)
    {
        await store.DeleteAsync(prefix, cancellationToken);
        if (await store.FindLengthAsync(objectKey, cancellationToken) is not null)
            throw new InvalidDataException("The object is still there.");
    }
}
