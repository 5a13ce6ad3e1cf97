using System.Collections.Concurrent;
using System.Net;

namespace Recordings.Reliability.Tests.Capturing;

/// <summary>What was read back against what was promised.</summary>
internal sealed class Findings
{
    private readonly ConcurrentQueue<string> _broken = new();
    private int _kept;
    private int _calls;
    private int _storedUnanswered;
    private int _takenAgain;

    /// <summary>One line for each promise that was not kept.</summary>
    public IReadOnlyCollection<string> Broken => _broken;

    public void CountAcknowledged(SpokenChunk chunk, HttpStatusCode again)
    {
        Interlocked.Increment(ref _kept);
        if (again is not HttpStatusCode.OK)
            _broken.Enqueue($"{chunk} was acknowledged and is {(again is HttpStatusCode.Created ? "lost" : $"answered with {again}")}");
    }

    public void CountUnknown(HttpStatusCode again)
    {
        if (again is HttpStatusCode.OK)
            _storedUnanswered++;
        else if (again is HttpStatusCode.Created)
            _takenAgain++;
        else
            _broken.Enqueue($"A chunk sent again unchanged was answered with {again}");
    }

    public void CountCall(long chat, string? fault)
    {
        _calls++;
        if (fault is not null)
            _broken.Enqueue($"Chat {chat}: {fault}");
    }

    public override string ToString() =>
        $"{_kept} acknowledged chunks read back, {_broken.Count} promises broken; of those without an answer {_storedUnanswered} were stored and "
        + $"{_takenAgain} were taken when sent again; {_calls} calls equal by hash.";
}
