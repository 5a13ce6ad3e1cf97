using Microsoft.Extensions.Options;

namespace Recordings.Api.Hosting;

/// <summary>
/// Cancels the work that still runs shortly before the host's limit for a stop. Requests in flight may run until then.
/// </summary>
internal sealed class StopDeadline : IDisposable
{
    /// <summary>Enough to leave a cancelled step and to delete a staged file.</summary>
    private static readonly TimeSpan Margin = TimeSpan.FromSeconds(5);

    private readonly CancellationTokenSource _passed = new();

    public StopDeadline(IHostApplicationLifetime lifetime, IOptions<HostOptions> host)
    {
        var limit = host.Value.ShutdownTimeout - Margin;
        lifetime.ApplicationStopping.Register(() => _passed.CancelAfter(limit > TimeSpan.Zero ? limit : TimeSpan.Zero));
        Passed = _passed.Token;
    }

    public CancellationToken Passed { get; }

    public void Dispose() => _passed.Dispose();
}
