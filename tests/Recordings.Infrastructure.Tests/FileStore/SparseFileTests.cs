using System.Diagnostics;
using System.Globalization;
using System.Security.Cryptography;
using Recordings.Application.Storage;
using Recordings.Domain;
using Recordings.Domain.Chats;
using Recordings.Domain.Tests.Timelines;
using Recordings.Domain.Workspaces;
using Recordings.Infrastructure.FileStore;
using Recordings.Infrastructure.Tests.Disk;
using Recordings.Infrastructure.Tests.Rendering;
using Recordings.Infrastructure.Tests.Stores;

namespace Recordings.Infrastructure.Tests.FileStore;

/// <summary>Silence takes no space on the disk: the file system counts the blocks of a file.</summary>
[TestFixture]
[Platform(Include = "Linux")]
public sealed class SparseFileTests
{
    private const int BytesPerBlock = 512;
    private const int Second = 8000;

    private static readonly string Key = ObjectKeys.File(new WorkspaceId(Guid.NewGuid()), new ChatId(1), new ChatKey(1), default);

    private TemporaryData _data = null!;
    private FileAudioStore _store = null!;

    [SetUp]
    public void SetUp() => _store = (_data = new TemporaryData()).CreateStore();

    [TearDown]
    public void TearDown() => _data.Dispose();

    [Test]
    public async Task PutAsync_DayWithSecondsOfSpeech_TakesTheSpaceOfTheSpeech()
    {
        const int Hour = 3600 * Second;
        var call = StoredCall.Create(
            Chunks.Of("a", 0, 0, 4 * Second), Chunks.Of("b", 0, 11 * 3_600_000, 3 * Second), Chunks.Of("a", 1, 24 * 3_600_000 - 2000, 2 * Second));

        await using var rendered = call.Open();
        await _store.PutAsync(Key, rendered, default);

        Assert.That(new FileInfo(_store.PathOf(Key)).Length, Is.EqualTo(44 + (24L * Hour * sizeof(short))));
        Assert.That(BytesOnDisk(), Is.InRange(9 * Second * sizeof(short), (9 * Second * sizeof(short)) + (6 * 16 * 1024)));
    }

    [Test]
    public async Task PutAsync_EndsWithSilence_KeepsItsLength()
    {
        var bytes = new byte[1_000_003];
        bytes[17] = 1;

        await _store.PutAsync(Key, new PutBody(bytes), default);

        Assert.That(await File.ReadAllBytesAsync(_store.PathOf(Key)), Is.EqualTo(bytes));
        Assert.That(BytesOnDisk(), Is.LessThanOrEqualTo(16 * 1024));
    }

    [Test]
    public async Task PutAsync_SilenceOfAnyLength_IsTheSameBytes([Range(0, 39)] int seed)
    {
        var random = new Random(seed);
        var bytes = new byte[random.Next(400_000)];
        for (var at = 0; at < bytes.Length; at += random.Next(60_000))
            random.NextBytes(bytes.AsSpan(at, random.Next(Math.Min(bytes.Length - at, 20_000) + 1)));

        var checksums = await _store.PutAsync(Key, new PutBody(bytes), default);

        Assert.That((await File.ReadAllBytesAsync(_store.PathOf(Key))).AsSpan().SequenceEqual(bytes), Is.True);
        Assert.That(checksums.Whole, Is.EqualTo(new Sha256(SHA256.HashData(bytes))));
    }

    private long BytesOnDisk()
    {
        using var stat = Process.Start(new ProcessStartInfo("stat", ["-c", "%b", _store.PathOf(Key)]) { RedirectStandardOutput = true })!;
        var blocks = stat.StandardOutput.ReadToEnd();
        stat.WaitForExit();
        return long.Parse(blocks, CultureInfo.InvariantCulture) * BytesPerBlock;
    }
}
