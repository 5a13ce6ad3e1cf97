using System.IO.Pipes;
using System.Text;
using Recordings.Api.Operations.Logging;

namespace Recordings.Api.Tests.Operations.Logging;

[TestFixture]
internal sealed class BatchingWriterTests
{
    [Test]
    public async Task Write_OneLineAtATime_ArrivesWithoutALineAfterIt()
    {
        await using var output = new AnonymousPipeServerStream(PipeDirection.Out);
        using var reader = new StreamReader(new AnonymousPipeClientStream(PipeDirection.In, output.ClientSafePipeHandle));
        using var writer = new BatchingWriter(output, TimeSpan.Zero, _ => { });

        for (var i = 0; i < 1000; i++)
        {
            Write(writer, $"Grüße {i}\n");
            Assert.That(await reader.ReadLineAsync().WaitAsync(TimeSpan.FromSeconds(20)), Is.EqualTo($"Grüße {i}"));
        }
    }

    [Test]
    public void Write_ManyDuringTheFirstWrite_AreOneWrite()
    {
        var output = new HeldStream();
        var writer = Writer(output);

        Write(writer, "first\n");
        output.AwaitFirstWrite();
        for (var i = 0; i < 100; i++)
            Write(writer, "next\n");
        output.Release();
        writer.Dispose();

        Assert.That(output.Writes, Is.EqualTo(new[] { "first\n".Length, 100 * "next\n".Length }));
    }

    [Test]
    public void Write_FromManyThreads_KeepsTheLinesOfEachThreadInOrder()
    {
        var output = new HeldStream();
        output.Release();
        var writer = Writer(output);

        var threads = Enumerable.Range(0, 8).Select(thread => new Thread(() =>
        {
            for (var line = 0; line < 2000; line++)
                Write(writer, $"{thread} {line}\n");
        })).ToList();
        threads.ForEach(thread => thread.Start());
        threads.ForEach(thread => thread.Join());
        writer.Dispose();

        var lines = output.Text.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => line.Split(' ')).ToLookup(line => line[0], line => line[1]);
        Assert.That(lines.Select(thread => thread.Key), Is.EquivalentTo(Enumerable.Range(0, 8).Select(thread => $"{thread}")));
        Assert.That(lines, Is.All.EqualTo(Enumerable.Range(0, 2000).Select(line => $"{line}")));
    }

    [Test]
    public void Write_WhileTheQueueIsFull_DropsCountsAndReportsOnce()
    {
        var output = new HeldStream();
        var reports = new List<long>();
        var writer = new BatchingWriter(output, TimeSpan.Zero, reports.Add);
        Write(writer, "first");
        output.AwaitFirstWrite();
        Write(writer, new string('x', LineQueue.MaxOrdinary));
        for (var i = 0; i < 3; i++)
            Write(writer, "dropped");
        output.Release();
        writer.Dispose();

        Assert.That(output.Text, Is.EqualTo($"first{new string('x', LineQueue.MaxOrdinary)}"));
        Assert.That(reports, Is.EqualTo(new[] { 3 }));
    }

    [Test]
    public void Write_AfterAFullQueue_WritesTheNextLine()
    {
        var output = new HeldStream();
        BatchingWriter writer = null!;
        var reported = new ManualResetEventSlim();
        writer = new BatchingWriter(output, TimeSpan.Zero, dropped =>
        {
            Write(writer, $"({dropped})");
            reported.Set();
        });
        Write(writer, "first");
        output.AwaitFirstWrite();
        for (var i = 0; i < LineQueue.MaxOrdinary / 1024; i++)
            Write(writer, new string('x', 1024));
        Write(writer, "dropped");
        output.Release();
        Assert.That(reported.Wait(TimeSpan.FromSeconds(20)));
        Write(writer, "last");
        writer.Dispose();

        Assert.That(output.Text.Replace("x", "", StringComparison.Ordinal), Is.EqualTo("first(1)last"));
    }

    [Test]
    public void Dispose_StreamThatHangs_Returns()
    {
        var output = new HeldStream();
        var writer = Writer(output);
        Write(writer, "never written");
        output.AwaitFirstWrite();

        Assert.That(() => Task.Run(writer.Dispose).WaitAsync(TimeSpan.FromSeconds(20)), Throws.Nothing);
        output.Release();
    }

    [TestCase(typeof(IOException))]
    [TestCase(typeof(UnauthorizedAccessException), Description = ".NET throws it for EBADF: standard error is closed")]
    public void Write_AfterAStreamFault_WritesTheNextText(Type fault)
    {
        var output = new FailingOnceStream((Exception)Activator.CreateInstance(fault)!);
        var writer = Writer(output);

        Write(writer, "lost");
        output.AwaitFailure();
        Write(writer, "written");
        writer.Dispose();

        Assert.That(Encoding.UTF8.GetString(output.ToArray()), Is.EqualTo("written"));
    }

    private static BatchingWriter Writer(Stream output) => new(output, TimeSpan.FromMilliseconds(10), _ => { });

    private static void Write(BatchingWriter writer, string text) => writer.Write(new StringBuilder(text));

    private sealed class FailingOnceStream(Exception fault) : MemoryStream
    {
        private readonly ManualResetEventSlim _failed = new();

        public void AwaitFailure() => Assert.That(_failed.Wait(TimeSpan.FromSeconds(20)));

        public override void Write(byte[] buffer, int offset, int count)
        {
            if (_failed.IsSet)
            {
                base.Write(buffer, offset, count);
                return;
            }

            _failed.Set();
            throw fault;
        }
    }
}
