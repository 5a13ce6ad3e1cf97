using System.Threading.RateLimiting;

namespace Recordings.Api.Json;

/// <summary>
/// The memory that all JSON bodies together may hold until they are complete. A body of ordinary size needs none of it.
/// </summary>
internal sealed class JsonBodyRoom : IDisposable
{
    private const int TotalBytes = 8 * 1024 * 1024;

    private readonly ConcurrencyLimiter _bytes = new(new ConcurrencyLimiterOptions
    {
        PermitLimit = TotalBytes,
        QueueLimit = int.MaxValue,
        QueueProcessingOrder = QueueProcessingOrder.OldestFirst,
    });

    /// <summary>Waits until there is room. Disposing of the lease gives the room back.</summary>
    public ValueTask<RateLimitLease> TakeAsync(int bytes, CancellationToken cancellationToken) => _bytes.AcquireAsync(bytes, cancellationToken);

    public void Dispose() => _bytes.Dispose();
}
