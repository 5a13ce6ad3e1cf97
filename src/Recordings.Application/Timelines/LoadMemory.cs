using Recordings.Application.Scheduling;

namespace Recordings.Application.Timelines;

/// <summary>
/// Limits the memory of all loads of chunk rows that run at the same time. Short calls have a budget of their own, so they never wait
/// for a long one.
/// </summary>
public sealed class LoadMemory
{
    /// <summary>A load of about 10,000 chunks.</summary>
    private const long ShortBytes = 4 * 1024 * 1024;

    private readonly ByteBudget _short = new(16 * 1024 * 1024);
    private readonly ByteBudget _long = new(64 * 1024 * 1024);

    /// <param name="bytes">What the load may need. A load of more than the budget runs alone.</param>
    public Task<IDisposable> TakeAsync(long bytes, CancellationToken cancellationToken) =>
        (bytes <= ShortBytes ? _short : _long).TakeAsync(bytes, cancellationToken);
}
