using Amazon.S3.Model;
using Recordings.Application.Ports;
using Recordings.Infrastructure.Tests.Stores;

namespace Recordings.Infrastructure.Tests.S3;

[TestFixture]
[Category("NeedsS3")]
public sealed class S3AudioStoreTests : AudioStoreContract
{
    private TestBucket? _bucket;

    protected override async Task<IAudioStore> CreateStoreAsync()
    {
        _bucket = await TestBucket.CreateAsync();
        return _bucket.Store;
    }

    [TearDown]
    public async Task EmptyBucket()
    {
        if (_bucket is null)
            return;

        await Store.DeleteAsync("workspaces/", default);
        _bucket.Dispose();
        _bucket = null;
    }

    [Test]
    public async Task StageAsync_Committed_LeavesNoLocalFile()
    {
        var staged = await Store.StageAsync(new PutBody(Bytes(1000)), 1000, default);
        await staged!.CommitAsync(NewKey(), default);
        await staged.DisposeAsync();

        Assert.That(Directory.EnumerateFileSystemEntries(_bucket!.Staging), Is.Empty);
    }

    [Test]
    public async Task PutAsync_ContentFailsHalfWay_LeavesNoParts()
    {
        Assert.ThrowsAsync<IOException>(
            () => Store.PutAsync(NewKey(), new PutBody(Bytes(20_000_000), 19_000_000, new IOException("content")), default));

        Assert.That(await UploadsAsync(), Is.Zero);
    }

    [Test]
    public async Task SweepAsync_OldUnfinishedUpload_IsAborted()
    {
        await _bucket!.Bucket.Client.InitiateMultipartUploadAsync(_bucket.Bucket.Name, NewKey());

        await foreach (var key in Store.SweepAsync(DateTimeOffset.UtcNow.AddHours(1), default))
            Assert.Fail($"{key} was never put.");

        Assert.That(await UploadsAsync(), Is.Zero);
    }

    [Test]
    public async Task SweepAsync_RecentUnfinishedUpload_Stays()
    {
        await _bucket!.Bucket.Client.InitiateMultipartUploadAsync(_bucket.Bucket.Name, NewKey());

        await foreach (var key in Store.SweepAsync(DateTimeOffset.UtcNow.AddHours(-1), default))
            Assert.Fail($"{key} was never put.");

        Assert.That(await UploadsAsync(), Is.EqualTo(1));
    }

    [Test]
    public async Task DeleteAsync_MoreThanOnePage_DeletesAll()
    {
        const string chat = "workspaces/a/chats/1/2/";
        await Parallel.ForEachAsync(
            Enumerable.Range(0, 1100), new ParallelOptions { MaxDegreeOfParallelism = 32 },
            async (number, token) => await Store.PutAsync($"{chat}chunks/{number}", new PutBody(Bytes(1)), token));

        await Store.DeleteAsync(chat, default);

        Assert.That(await Store.SweepAsync(DateTimeOffset.UtcNow.AddHours(1), default).AnyAsync(), Is.False);
    }

    [Test]
    public async Task PrepareAsync_ExistingBucket_KeepsObjects()
    {
        var key = await PutAsync(Bytes(10));

        await Store.PrepareAsync(default);

        Assert.That(await Store.FindLengthAsync(key, default), Is.EqualTo(10));
    }

    private async Task<int> UploadsAsync()
    {
        var request = new ListMultipartUploadsRequest { BucketName = _bucket!.Bucket.Name };
        return (await _bucket.Bucket.Client.ListMultipartUploadsAsync(request)).MultipartUploads?.Count ?? 0;
    }
}
