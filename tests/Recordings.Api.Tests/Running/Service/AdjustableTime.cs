namespace Recordings.Api.Tests.Running.Service;

/// <summary>A clock that starts at a whole second and moves only when a test advances it. Timers use real time.</summary>
internal sealed class AdjustableTime : TimeProvider
{
    public DateTimeOffset Now { get; private set; } = new(2026, 11, 22, 11, 0, 0, TimeSpan.Zero);

    public override DateTimeOffset GetUtcNow() => Now;

    public void Advance(TimeSpan by) => Now += by;
}
