using System.Text;

namespace Recordings.Infrastructure.Tests.Inspection;

/// <summary>What may follow a data chunk of a known size, and what may not because it is audio that would be lost.</summary>
[TestFixture]
public sealed class WavTailTests
{
    private static readonly byte[] Noise = [.. WavBuilder.Samples(1000).Select(value => (byte)(value | 0x80))];

    [TestCase(0)]
    [TestCase(1)]
    [TestCase(64)]
    public async Task InspectAsync_FewStrayBytes_AreNotHeard(int count)
    {
        Assert.That(await FramesAsync(File(100).Bytes(Noise[..count])), Is.EqualTo(100));
        Assert.That(await FramesAsync(File(100).Chunk("LIST", new byte[26]).Bytes(Noise[..count])), Is.EqualTo(100));
    }

    [TestCase(65)]
    [TestCase(1000)]
    public async Task InspectAsync_MoreBytesThatAreNoChunks_AreRejected(int count)
    {
        var expected = Does.Contain($"followed by {count} bytes that are no chunks");

        Assert.That(await ReasonAsync(File(100).Bytes(Noise[..count])), expected);
        Assert.That(await ReasonAsync(File(100).Chunk("LIST", new byte[26]).Bytes(Noise[..count])), expected);
    }

    [TestCase(65)]
    [TestCase(100_000)]
    public async Task InspectAsync_OnlyZerosAtTheEnd_AreNotHeard(int count)
    {
        Assert.That(await FramesAsync(File(100).Chunk("LIST", new byte[26]).Bytes(new byte[count])), Is.EqualTo(100));
    }

    [TestCase(65)]
    [TestCase(100_000)]
    public async Task InspectAsync_ZerosThatEndWithOneByte_AreRejected(int count)
    {
        Assert.That(await ReasonAsync(File(100).Bytes(new byte[count]).Bytes(1)), Does.Contain("no chunks"));
    }

    [Test]
    public async Task InspectAsync_ChainOfManyChunks_IsNotHeard()
    {
        var file = File(100);
        for (var i = 0; i < 5000; i++)
            file.Chunk(i % 2 == 0 ? "cue " : "~~ !", new byte[i % 7]);

        Assert.That(await FramesAsync(file), Is.EqualTo(100));
    }

    [TestCase("\u001fIST")]
    [TestCase("LIS\u007f")]
    [TestCase("LI\u00e9T")]
    public async Task InspectAsync_ChunkWithUnprintableId_IsNoChunk(string id)
    {
        Assert.That(await ReasonAsync(File(100).Chunk(id, new byte[80])), Does.Contain("no chunks"));
    }

    [TestCase(100u, true)]
    [TestCase(101u, false)]
    [TestCase(uint.MaxValue, false)]
    public async Task InspectAsync_ChunkLargerThanTheRest_IsNoChunk(uint size, bool fits)
    {
        var file = File(100).Chunk("LIST", Noise[..100], size);

        Assert.That(fits ? await FramesAsync(file) : (object)await ReasonAsync(file), fits ? Is.EqualTo(100) : Does.Contain("no chunks"));
    }

    [Test]
    public async Task InspectAsync_LastPadByteMissing_IsAccepted()
    {
        Assert.That(await FramesAsync(File(100).Bytes([.. "LIST"u8, 99, 0, 0, 0, .. Noise[..99]])), Is.EqualTo(100));
    }

    [Test]
    public async Task InspectAsync_PadByteMissingInTheChain_IsRejected()
    {
        var file = File(100).Bytes([.. "LIST"u8, 99, 0, 0, 0, .. Noise[..99]]).Chunk("LIST", Noise[..100]);

        Assert.That(await ReasonAsync(file), Does.Contain("no chunks"));
    }

    [Test]
    public async Task InspectAsync_OddData_MayLackItsPadByte([Values] bool padded, [Values(0, 200)] int list, [Values(0, 64)] int stray)
    {
        var file = new WavBuilder().Chunk("fmt ", WavBuilder.Fmt(7, 1, 8000, 8)).Bytes([.. "data"u8, 99, 0, 0, 0, .. Noise[..99]]);
        if (padded)
            file.Bytes(0);
        if (list > 0)
            file.Chunk("LIST", new byte[list]);

        Assert.That(await FramesAsync(file.Bytes(Noise[..stray])), Is.EqualTo(99));
    }

    [Test]
    public async Task InspectAsync_SecondFile_IsRejected(
        [Values("RIFF", "RF64", "BW64")] string form,
        [Values("", "LIST", "stray")] string before,
        [Values(99, 100)] int dataBytes,
        [Values] bool padded,
        [Values(2, 500)] int secondBytes)
    {
        var file = new WavBuilder().Chunk("fmt ", WavBuilder.Fmt(7, 1, 8000, 8))
            .Bytes([.. "data"u8, (byte)dataBytes, 0, 0, 0, .. Noise[..dataBytes]]).Bytes(new byte[padded ? dataBytes % 2 : 0]);
        if (before == "LIST")
            file.Chunk("LIST", new byte[26]);
        if (before == "stray")
            file.Bytes(1, 2, 3);
        var second = new WavBuilder(form).Chunk("fmt ", WavBuilder.Fmt(1, 1, 8000, 16)).Chunk("data", new byte[secondBytes]).Build();

        var reason = await ReasonAsync(file.Bytes(second));

        Assert.That(reason, before == "stray" && secondBytes > 2 ? Does.Contain("no chunks") : Does.Contain("second WAV file"));
    }

    [Test]
    public async Task InspectAsync_SecondDataChunk_IsRejected(
        [Values("", "LIST", "fmt ")] string before, [Values(0u, 20u, 21u, uint.MaxValue)] uint size, [Values(99, 100)] int dataBytes)
    {
        var file = new WavBuilder().Chunk("fmt ", WavBuilder.Fmt(7, 1, 8000, 8)).Chunk("data", Noise[..dataBytes]);
        if (before.Length > 0)
            file.Chunk(before, new byte[26]);

        Assert.That(await ReasonAsync(file.Chunk("data", new byte[20], size)), Does.Contain("second data chunk"));
    }

    [Test]
    public async Task InspectAsync_SignatureInsideTheData_IsHeard()
    {
        var samples = Encoding.Latin1.GetBytes("....RIFF\0\0\0\0WAVEfmt \x10\0\0\0data\0\0\0\0LIST\0\0\0\0");
        var file = new WavBuilder().Chunk("fmt ", WavBuilder.Fmt(7, 1, 8000, 8)).Chunk("data", samples);

        Assert.That(await FramesAsync(file), Is.EqualTo(samples.Length));
    }

    /// <summary>A mono 8-bit file, complete up to the end of its data.</summary>
    private static WavBuilder File(int dataBytes) =>
        new WavBuilder().Chunk("fmt ", WavBuilder.Fmt(1, 1, 8000, 8)).Chunk("data", WavBuilder.Samples(dataBytes));

    private static async Task<long> FramesAsync(WavBuilder file) => (await TestInspector.AudioAsync(file.Build())).Frames;

    private static Task<string> ReasonAsync(WavBuilder file) => TestInspector.ReasonAsync(file.Build());
}
