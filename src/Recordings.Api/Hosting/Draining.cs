namespace Recordings.Api.Hosting;

/// <summary>
/// On SIGTERM the service first reports that it is not ready, and accepts requests for the drain time. In that time a load
/// balancer stops sending requests. Then the listener closes, and requests in flight finish.
/// </summary>
internal sealed class Draining(IConfiguration configuration, TimeProvider time) : IHostedLifecycleService
{
    public const string Key = "Shutdown:DrainSeconds";

    private readonly TimeSpan _delay = TimeSpan.FromSeconds(configuration.GetValue(Key, 0));

    private bool _started;

    public bool HasBegun { get; private set; }

    /// <summary>A service that did not start has received no requests, so it does not wait.</summary>
    public Task StoppingAsync(CancellationToken cancellationToken)
    {
        HasBegun = true;
        return _started ? Task.Delay(_delay, time, cancellationToken) : Task.CompletedTask;
    }

    public Task StartedAsync(CancellationToken cancellationToken)
    {
        _started = true;
        return Task.CompletedTask;
    }

    public Task StartingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppedAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
