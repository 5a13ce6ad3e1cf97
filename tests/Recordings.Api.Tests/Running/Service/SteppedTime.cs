namespace Recordings.Api.Tests.Running.Service;

/// <summary>A clock whose timers fire only when a test advances it.</summary>
internal sealed class SteppedTime : TimeProvider
{
    private readonly Lock _lock = new();
    private readonly List<StepTimer> _timers = [];
    private DateTimeOffset _now = new(2026, 11, 22, 11, 0, 0, TimeSpan.Zero);
    private TaskCompletionSource _created = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    public override DateTimeOffset GetUtcNow()
    {
        lock (_lock)
            return _now;
    }

    public override long GetTimestamp() => GetUtcNow().UtcTicks;

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        var timer = new StepTimer(this, callback, state);
        timer.Change(dueTime, period);
        return timer;
    }

    /// <summary>Waits until work waits for <paramref name="interval"/>, advances the clock by it, and waits until the work waits again.</summary>
    public async Task StepAsync(TimeSpan interval)
    {
        await WaitForTimerAsync(interval);
        Advance(interval);
        await WaitForTimerAsync(interval);
    }

    public void Advance(TimeSpan by)
    {
        List<StepTimer> due;
        lock (_lock)
        {
            _now += by;
            due = [.. _timers.Where(timer => timer.DueAt <= _now)];
            _timers.RemoveAll(due.Contains);
        }

        foreach (var timer in due)
            timer.Fire();
    }

    private async Task WaitForTimerAsync(TimeSpan interval)
    {
        while (true)
        {
            Task created;
            lock (_lock)
            {
                if (_timers.Any(timer => timer.DueAt == _now + interval))
                    return;
                created = _created.Task;
            }

            await created.WaitAsync(TimeSpan.FromSeconds(30));
        }
    }

    private void Set(StepTimer timer, TimeSpan dueTime)
    {
        TaskCompletionSource created;
        lock (_lock)
        {
            _timers.Remove(timer);
            if (dueTime == Timeout.InfiniteTimeSpan)
                return;
            timer.DueAt = _now + dueTime;
            _timers.Add(timer);
            (created, _created) = (_created, new(TaskCreationOptions.RunContinuationsAsynchronously));
        }

        created.SetResult();
    }

    private sealed class StepTimer(SteppedTime time, TimerCallback callback, object? state) : ITimer
    {
        private TimeSpan _period;

        public DateTimeOffset DueAt { get; set; }

        public bool Change(TimeSpan dueTime, TimeSpan period)
        {
            _period = period;
            time.Set(this, dueTime);
            return true;
        }

        public void Fire()
        {
            if (_period > TimeSpan.Zero)
                time.Set(this, _period);
            callback(state);
        }

        public void Dispose() => time.Set(this, Timeout.InfiniteTimeSpan);

        public ValueTask DisposeAsync()
        {
            Dispose();
            return ValueTask.CompletedTask;
        }
    }
}
