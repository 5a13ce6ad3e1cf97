using System.Diagnostics;

namespace Recordings.Reliability.Tests.Load;

/// <summary>Repeats requests until it is stopped, and keeps their answers and the longest time of one.</summary>
internal sealed class Latencies
{
    private readonly Lock _lock = new();
    private readonly Dictionary<string, int> _answers = [];

    public TimeSpan Longest { get; private set; }

    /// <summary>How often each answer came, by status or by the kind of the fault.</summary>
    public IReadOnlyDictionary<string, int> Answers => _answers;

    /// <param name="send">Sends one request and reads its whole answer, or the part that is measured.</param>
    /// <param name="pause">Between two requests.</param>
    /// <param name="stop">Ends the load; the last request is finished.</param>
    public async Task RepeatAsync(Func<Task<HttpResponseMessage>> send, TimeSpan pause, CancellationToken stop)
    {
        while (!stop.IsCancellationRequested)
        {
            var started = Stopwatch.GetTimestamp();
            Add(await OutcomeAsync(send), Stopwatch.GetElapsedTime(started));
            if (pause > TimeSpan.Zero)
                await Task.Delay(pause, CancellationToken.None);
        }
    }

    public override string ToString() =>
        $"longest {Longest.TotalMilliseconds:0} ms, {string.Join(", ", _answers.Select(answer => $"{answer.Value} × {answer.Key}"))}";

    private static async Task<string> OutcomeAsync(Func<Task<HttpResponseMessage>> send)
    {
        try
        {
            using var answer = await send();
            return $"{(int)answer.StatusCode}";
        }
        catch (Exception fault) when (fault is HttpRequestException or OperationCanceledException or IOException)
        {
            return fault.GetType().Name;
        }
    }

    private void Add(string answer, TimeSpan took)
    {
        lock (_lock)
        {
            _answers[answer] = _answers.GetValueOrDefault(answer) + 1;
            if (took > Longest)
                Longest = took;
        }
    }
}
