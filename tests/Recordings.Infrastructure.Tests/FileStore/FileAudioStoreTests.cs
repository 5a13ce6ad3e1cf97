using System.Runtime.Versioning;
using Recordings.Application.Ports;
using Recordings.Infrastructure.Tests.Disk;
using Recordings.Infrastructure.Tests.Stores;

namespace Recordings.Infrastructure.Tests.FileStore;

[TestFixture]
public sealed class FileAudioStoreTests : AudioStoreContract
{
    private TemporaryData _data = null!;

    protected override Task<IAudioStore> CreateStoreAsync()
    {
        _data = new TemporaryData();
        return Task.FromResult<IAudioStore>(_data.CreateStore());
    }

    [TearDown]
    public void RemoveData() => _data.Dispose();

    [Test]
    public async Task StageAsync_BodyTooLongOrFailing_LeavesNoFile()
    {
        await Store.StageAsync(new PutBody(Bytes(2000)), 1000, default);
        Assert.ThrowsAsync<IOException>(() => Store.StageAsync(new PutBody(Bytes(2000), 1000, new IOException("content")), 9000, default));

        Assert.That(Directory.EnumerateFileSystemEntries(_data.Directory.Staging), Is.Empty);
    }

    [Test]
    public async Task DeleteAsync_ConcurrentPuts_Succeeds()
    {
        var folder = NewKey().Split("chunks/")[0];
        for (var round = 0; round < 60; round++)
        {
            for (var i = 0; i < 5; i++)
                await Store.PutAsync(NewKey(), new MemoryStream([1]), default);
            var putting = Task.Run(() => Store.PutAsync(NewKey(), new MemoryStream([2]), default));

            Assert.DoesNotThrowAsync(() => Store.DeleteAsync(folder, default), $"round {round}");
            await putting.ContinueWith(_ => { }, TaskScheduler.Default);
        }
    }

    [Test]
    public async Task SweepAsync_AbandonedStagedFile_IsDeleted()
    {
        await Store.StageAsync(new PutBody(Bytes(1000)), 1000, default);

        await foreach (var key in Store.SweepAsync(DateTimeOffset.UtcNow.AddHours(1), default))
            Assert.Fail($"{key} was never put.");

        Assert.That(Directory.EnumerateFileSystemEntries(_data.Directory.Staging), Is.Empty);
    }

    [Test]
    public async Task SweepAsync_Age_IsTheFilesWriteTime()
    {
        var (older, newer) = (await PutAsync(Bytes(10)), await PutAsync(Bytes(10)));
        var day = new DateTime(2026, 11, 20, 0, 0, 0, DateTimeKind.Utc);
        File.SetLastWriteTimeUtc(PathOf(older), day.AddSeconds(-1));
        File.SetLastWriteTimeUtc(PathOf(newer), day);

        Assert.That(await Store.SweepAsync(new DateTimeOffset(day), default).ToArrayAsync(), Is.EqualTo((string[])[older]));
    }

    [Test]
    [Platform(Exclude = "Win")]
    [UnsupportedOSPlatform("windows")]
    public async Task PutAsync_Object_IsReadableOnlyByItsOwner()
    {
        var key = await PutAsync(Bytes(10));

        Assert.That(File.GetUnixFileMode(PathOf(key)), Is.EqualTo(UnixFileMode.UserRead | UnixFileMode.UserWrite));
    }

    [Test]
    public void EveryMember_DataDirectoryMissing_IsUnavailable()
    {
        Directory.Delete(_data.Directory.Staging, recursive: true);
        Directory.Delete(_data.Directory.Objects, recursive: true);

        Assert.Multiple(() =>
        {
            Assert.ThrowsAsync<DependencyUnavailableException>(() => Store.CheckAsync(default));
            Assert.ThrowsAsync<DependencyUnavailableException>(() => Store.PutAsync(NewKey(), new PutBody(Bytes(10)), default));
            Assert.ThrowsAsync<DependencyUnavailableException>(() => Store.StageAsync(new PutBody(Bytes(10)), 10, default));
            Assert.ThrowsAsync<DependencyUnavailableException>(async () => await Store.SweepAsync(default, default).ToArrayAsync());
        });
    }

    [TestCase(true)]
    [TestCase(false)]
    public async Task OpenAsync_AlteredDuringRead_ContinuesInTheReplacement(bool truncated)
    {
        var bytes = Bytes(200_000);
        var file = await PutFileAsync(bytes);
        await using var stream = await OpenAsync(file, bytes);
        var read = new byte[bytes.Length];
        await stream.ReadExactlyAsync(read.AsMemory(0, 50_000));

        await using (var opened = new FileStream(PathOf(file.File.ObjectKey), FileMode.Open, FileAccess.Write))
        {
            if (truncated)
                opened.SetLength(100_000);
            else
                await opened.WriteAsync(new byte[bytes.Length]);
        }

        await stream.ReadExactlyAsync(read.AsMemory(50_000));

        Assert.That(read.AsSpan().SequenceEqual(bytes), Is.True);
        Assert.That(Replacements, Is.EqualTo(1));
    }

    [Test]
    public async Task PutAsync_TooLittleSpace_IsUnavailableAndNothingIsVisible()
    {
        var (key, full) = (NewKey(), _data.CreateStore(minFreeBytes: long.MaxValue));

        Assert.ThrowsAsync<DependencyUnavailableException>(() => full.PutAsync(key, new PutBody(Bytes(10)), default));
        Assert.ThrowsAsync<DependencyUnavailableException>(() => full.CheckSpaceAsync(0, default));

        Assert.That(await full.FindLengthAsync(key, default), Is.Null);
        Assert.That(Directory.EnumerateFileSystemEntries(_data.Directory.Staging), Is.Empty);
    }

    [Test]
    public void CheckSpaceAsync_FileLargerThanTheDisk_IsUnavailable()
    {
        Assert.DoesNotThrowAsync(() => Store.CheckSpaceAsync(1, default));
        Assert.ThrowsAsync<DependencyUnavailableException>(() => Store.CheckSpaceAsync(long.MaxValue / 2, default));
    }

    [Test]
    public async Task CommitAsync_TooLittleSpaceForFiles_StoresTheChunk()
    {
        var (key, full) = (NewKey(), _data.CreateStore(minFreeBytes: long.MaxValue));
        await using var staged = (await full.StageAsync(new PutBody(Bytes(10)), 10, default))!;

        await staged.CommitAsync(key, default);

        Assert.That(await ReadWholeAsync(key), Is.EqualTo(Bytes(10)));
    }

    private string PathOf(string key) => Path.Combine([_data.Directory.Objects, .. key.Split('/')]);
}
