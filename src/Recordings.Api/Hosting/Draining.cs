namespace Recordings.Api.Hosting;

/// <summary>
/// On SIGTERM readiness turns red first, and requests are still taken for a moment, so that a load balancer has looked away
/// before the listener closes; then requests in flight finish.
/// </summary>
internal sealed class Draining(IConfiguration configuration, TimeProvider time) : IHostedLifecycleService
{
    public const string Key = "Shutdown:DrainSeconds";

    private readonly TimeSpan _delay = TimeSpan.FromSeconds(configuration.GetValue(Key, 0));

    private bool _serving;

    public bool HasBegun { get; private set; }

    /// <summary>Nobody is sent to a service that never came up, so it does not wait for anybody to look away.</summary>
    public Task StoppingAsync(CancellationToken cancellationToken)
    {
        HasBegun = true;
        return _serving ? Task.Delay(_delay, time, cancellationToken) : Task.CompletedTask;
    }

    public Task StartedAsync(CancellationToken cancellationToken)
    {
        _serving = true;
        return Task.CompletedTask;
    }

    public Task StartingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppedAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
