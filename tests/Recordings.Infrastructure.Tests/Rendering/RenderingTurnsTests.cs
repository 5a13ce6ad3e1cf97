using Recordings.Application.Ports;
using Recordings.Domain.Samples;
using Recordings.Domain.Tests.Timelines;
using Recordings.Domain.Timelines;
using Recordings.Infrastructure.Rendering;

namespace Recordings.Infrastructure.Tests.Rendering;

/// <summary>Calls that are rendered at the same time, with one slot for all of them.</summary>
public sealed class RenderingTurnsTests
{
    private const int Header = 44;
    private static readonly TimeSpan Soon = TimeSpan.FromSeconds(30);
    private static readonly Timeline OtherTimeline = Timeline.Create([Chunks.Of("other", 0, 0, 8)]);

    [Test]
    public async Task ReadAsync_SlotIsTaken_Waits()
    {
        var call = StoredCall.Create(slots: 1, LinearPcm("a", 1000));
        var other = await TakeOtherAsync(call);

        var reading = ReadAsync(call);
        Assert.That(reading.IsCompleted, Is.False);
        other.Dispose();

        await reading.WaitAsync(Soon);
    }

    [Test]
    public async Task ReadAsync_CancelledWhileItWaits_Throws()
    {
        var call = StoredCall.Create(slots: 1, LinearPcm("a", 1000));
        using var other = await TakeOtherAsync(call);
        using var leaving = new CancellationTokenSource();
        var reading = ReadAsync(call, leaving.Token);

        await leaving.CancelAsync();

        Assert.That(() => reading.WaitAsync(Soon), Throws.InstanceOf<OperationCanceledException>());
    }

    [Test]
    public async Task ReadAsync_Finished_HasReturnedItsTurn([Values(0, 1)] int windowsAhead)
    {
        var call = StoredCall.Create(slots: 1, LinearPcm("a", 1000));
        call.Store.WindowsAhead = windowsAhead;

        await ReadAsync(call);

        (await TakeOtherAsync(call).WaitAsync(Soon)).Dispose();
    }

    [Test]
    public async Task ReadAsync_Failed_HasReturnedItsTurn()
    {
        var call = StoredCall.Create(slots: 1, LinearPcm("a", 1000));
        call.Store.Fault = new DependencyUnavailableException(Dependency.Storage, null);

        Assert.ThrowsAsync<DependencyUnavailableException>(() => ReadAsync(call));

        (await TakeOtherAsync(call).WaitAsync(Soon)).Dispose();
    }

    [Test]
    public async Task ReadAsync_RemoteStoreAnswersSlowly_HoldsNoTurn()
    {
        var call = StoredCall.Create(slots: 1, LinearPcm("a", 1000));
        var answer = new TaskCompletionSource();
        (call.Store.WindowsAhead, call.Store.Hold) = (1, answer.Task);

        var reading = ReadAsync(call);
        (await TakeOtherAsync(call).WaitAsync(Soon)).Dispose();
        answer.SetResult();

        await reading.WaitAsync(Soon);
    }

    [Test]
    public async Task ReadAsync_ManyVoices_GivesOtherCallsATurnInBetween()
    {
        var call = StoredCall.Create(slots: 1, [.. Enumerable.Range(0, 64).Select(track => LinearPcm($"t{track}", 40_000))]);
        var first = new TaskCompletionSource();
        call.Store.Hold = first.Task;
        var reading = ReadAsync(call);

        var other = TakeOtherAsync(call);
        first.SetResult();
        using (await other.WaitAsync(Soon))
            Assert.That(reading.IsCompleted, Is.False);

        await reading.WaitAsync(Soon);
    }

    [Test]
    public async Task ReadAsync_ManyReadersOfACall_LetItsAssemblyHaveEverySecondTurn()
    {
        var call = StoredCall.Create(slots: 1, LinearPcm("a", 1000));
        var timeline = call.Timeline;
        var running = await TakeOtherAsync(call);
        var readers = Enumerable.Range(0, 9).Select(_ => TakeAsync(RenderingPurpose.Reading)).ToList();
        var assembly = TakeAsync(RenderingPurpose.Assembly);

        running.Dispose();
        (await (await Task.WhenAny(readers).WaitAsync(Soon))).Dispose();

        (await assembly.WaitAsync(Soon)).Dispose();

        Task<IDisposable> TakeAsync(RenderingPurpose purpose) => call.Turns.TakeAsync(new RenderingKey(timeline, purpose), default);
    }

    private static Task<IDisposable> TakeOtherAsync(StoredCall call) =>
        call.Turns.TakeAsync(new RenderingKey(OtherTimeline, RenderingPurpose.Reading), default);

    private static async Task ReadAsync(StoredCall call, CancellationToken cancellationToken = default)
    {
        await using var stream = call.Open();
        stream.Position = Header;
        await stream.ReadExactlyAsync(new byte[stream.Length - Header], cancellationToken);
    }

    private static Chunk LinearPcm(string track, int frames) =>
        Chunks.Of(track, 0, 0, frames) with { Format = new AudioFormat(SampleEncoding.Pcm16, SampleRate.FromHertz(8000), 1) };
}
