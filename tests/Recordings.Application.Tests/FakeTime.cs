namespace Recordings.Application.Tests;

/// <summary>A clock that moves only when a test moves it.</summary>
internal sealed class FakeTime : TimeProvider
{
    private readonly List<FakeTimer> _timers = [];

    private DateTimeOffset _now = RecordingRows.EndedAt.AddHours(1);

    public override DateTimeOffset GetUtcNow() => _now;

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        var timer = new FakeTimer(callback, state, _now + dueTime);
        _timers.Add(timer);
        return timer;
    }

    /// <summary>Fires every timer that is due by then, on this thread.</summary>
    public void Advance(TimeSpan by)
    {
        _now += by;
        foreach (var timer in _timers.ToArray())
            timer.FireIfDue(_now);
    }

    private sealed class FakeTimer(TimerCallback callback, object? state, DateTimeOffset dueAt) : ITimer
    {
        private bool _isDone;

        public bool Change(TimeSpan dueTime, TimeSpan period) => throw new NotSupportedException("The tests change no timer.");

        public void FireIfDue(DateTimeOffset now)
        {
            if (_isDone || now < dueAt)
                return;

            _isDone = true;
            callback(state);
        }

        public void Dispose() => _isDone = true;

        public ValueTask DisposeAsync()
        {
            Dispose();
            return ValueTask.CompletedTask;
        }
    }
}
