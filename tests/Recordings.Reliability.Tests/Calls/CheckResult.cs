using System.Collections.Concurrent;
using System.Net;

namespace Recordings.Reliability.Tests.Calls;

/// <summary>The result of reading back a <see cref="History"/>: counts, and each acknowledgement that was not kept.</summary>
internal sealed class CheckResult
{
    private readonly ConcurrentQueue<string> _violations = new();
    private int _acknowledged;
    private int _calls;
    private int _storedBefore;
    private int _acceptedLater;

    /// <summary>One line for each violation.</summary>
    public IReadOnlyCollection<string> Violations => _violations;

    public void AddAcknowledged(TestChunk chunk, HttpStatusCode answer)
    {
        Interlocked.Increment(ref _acknowledged);
        if (answer is not HttpStatusCode.OK)
        {
            var problem = answer is HttpStatusCode.Created ? "lost" : $"answered with {answer}";
            _violations.Enqueue($"{chunk} was acknowledged, then {problem}");
        }
    }

    public void AddUnknown(HttpStatusCode answer)
    {
        if (answer is HttpStatusCode.OK)
            _storedBefore++;
        else if (answer is HttpStatusCode.Created)
            _acceptedLater++;
        else
            _violations.Enqueue($"The answer to a chunk sent again unchanged was {answer}");
    }

    public void AddCall(long chat, string? fault)
    {
        _calls++;
        if (fault is not null)
            _violations.Enqueue($"Chat {chat}: {fault}");
    }

    public override string ToString() =>
        $"{_acknowledged} acknowledged chunks read back, {_violations.Count} violations; without an acknowledgement: "
        + $"{_storedBefore} stored, {_acceptedLater} accepted when sent again; {_calls} calls equal by hash.";
}
