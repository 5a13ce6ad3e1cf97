namespace Recordings.Api.Hosting;

/// <summary>
/// On SIGTERM readiness turns red first, and requests are still taken for a moment, so that a load balancer has looked away
/// before the listener closes; then requests in flight finish.
/// </summary>
internal sealed class Draining(IConfiguration configuration, TimeProvider time) : IHostedLifecycleService
{
    public const string Key = "Shutdown:DrainSeconds";

    private readonly TimeSpan _delay = TimeSpan.FromSeconds(configuration.GetValue(Key, 0));

    public bool HasBegun { get; private set; }

    public Task StoppingAsync(CancellationToken cancellationToken)
    {
        HasBegun = true;
        return Task.Delay(_delay, time, cancellationToken);
    }

    public Task StartingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StartedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppedAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
