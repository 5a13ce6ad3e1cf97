using System.Text;
using Recordings.Api.Operations.Logging;

namespace Recordings.Api.Tests.Operations.Logging;

/// <summary>Lines whose callers wait until the stream has taken them.</summary>
[TestFixture]
internal sealed class OwedLineTests
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

    private HeldStream _output = null!;
    private BatchingWriter _writer = null!;

    /// <summary>The pause is longer than the tests: only a line that ends it is written.</summary>
    [SetUp]
    public void CreateWriter()
    {
        _output = new HeldStream();
        _writer = new BatchingWriter(_output, TimeSpan.FromHours(1), _ => { });
    }

    [TearDown]
    public void DisposeWriter()
    {
        _output.Release();
        _writer.Dispose();
        _output.Dispose();
    }

    [Test]
    public async Task Write_AwaitedLineInThePause_IsWrittenAtOnce()
    {
        _output.Release();
        await Write("first\n").Written.WaitAsync(Patience);

        Assert.That(await Write("second\n").Written.WaitAsync(Patience));
        Assert.That(_output.Text, Is.EqualTo("first\nsecond\n"));
    }

    [Test]
    public void Written_WhileTheStreamBlocks_IsPending()
    {
        var line = Write("line\n");
        _output.AwaitFirstWrite();

        Assert.That(line.Written.IsCompleted, Is.False);
    }

    [Test]
    public async Task Write_ManyDuringTheFirstWrite_ShareOneWrite()
    {
        Write("first\n");
        _output.AwaitFirstWrite();
        var lines = Enumerable.Range(0, 100).Select(_ => Write("next\n")).ToList();
        _output.Release();

        Assert.That(await Task.WhenAll(lines.Select(line => line.Written)).WaitAsync(Patience), Is.All.True);
        Assert.That(_output.Writes, Is.EqualTo(new[] { "first\n".Length, 100 * "next\n".Length }));
    }

    [Test]
    public async Task Write_WhileOrdinaryLinesFillTheQueue_IsWrittenFirst()
    {
        Write("first\n");
        _output.AwaitFirstWrite();
        for (var i = 0; i < 2 * LineQueue.MaxOrdinary / 1024; i++)
            _writer.Write(new StringBuilder(new string('x', 1024)));
        var line = Write("owed\n");
        _output.Release();

        Assert.That(await line.Written.WaitAsync(Patience));
        Assert.That(_output.Text, Does.StartWith("first\nowed\nx"));
    }

    [Test]
    public async Task Write_WhileOwedLinesFillTheirRoom_FailsAtOnce()
    {
        FillOwedRoom();

        Assert.That(await Write("rejected\n").Written.WaitAsync(Patience), Is.False);
    }

    [Test]
    public void TryWithdraw_RejectedLine_IsTrue()
    {
        FillOwedRoom();

        Assert.That(Write("rejected\n").TryWithdraw());
    }

    [Test]
    public async Task Write_KeptLineWhileTheRoomIsFull_IsWritten()
    {
        FillOwedRoom();
        var line = Write("kept\n", isKept: true);
        _output.Release();

        Assert.That(await line.Written.WaitAsync(Patience));
        Assert.That(_output.Text, Does.EndWith("kept\n"));
    }

    [Test]
    public async Task TryWithdraw_WaitingLine_IsNotWrittenAndMakesRoom()
    {
        var waiting = FillOwedRoom();

        Assert.That(waiting.TryWithdraw());
        var line = Write("next\n");
        _output.Release();
        Assert.That(await line.Written.WaitAsync(Patience));
        Assert.That(_output.Text, Is.EqualTo("first\nnext\n"));
    }

    [Test]
    public void TryWithdraw_LineInABegunWrite_IsFalse()
    {
        var line = Write("line\n");
        _output.AwaitFirstWrite();

        Assert.That(line.TryWithdraw(), Is.False);
    }

    [Test]
    public async Task Written_StreamFault_IsFalse()
    {
        using var broken = new MemoryStream([], writable: false);
        using var writer = new BatchingWriter(broken, TimeSpan.Zero, _ => { });
        var line = new OwedLine(isKept: true, isAwaited: true) { Text = "lost\n" };
        writer.Write(line);

        Assert.That(await line.Written.WaitAsync(Patience), Is.False);
    }

    [Test]
    public async Task Written_AfterTheEnd_IsFalse()
    {
        _output.Release();
        _writer.Dispose();

        Assert.That(await Write("late\n").Written.WaitAsync(Patience), Is.False);
    }

    private OwedLine FillOwedRoom()
    {
        Write("first\n");
        _output.AwaitFirstWrite();
        return Write(new string('x', LineQueue.MaxOwed));
    }

    private OwedLine Write(string text, bool isKept = false)
    {
        var line = new OwedLine(isKept, isAwaited: true) { Text = text };
        _writer.Write(line);
        return line;
    }
}
