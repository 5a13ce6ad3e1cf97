using Recordings.Application.Ports;
using Recordings.Application.Scheduling;
using Recordings.Domain.Timelines;

namespace Recordings.Infrastructure.Rendering;

/// <summary>
/// The turns of one call's readers, or of its assembly, among all that is rendered. A turn is held only while a thread reads local files
/// or computes: not while a client takes the bytes, nor while a remote store answers.
/// </summary>
internal readonly record struct RenderingTurns(TurnQueue<RenderingKey> Queue, RenderingKey Key)
{
    /// <summary>Waits for a turn. Disposing the result ends it.</summary>
    public Task<IDisposable> TakeAsync(CancellationToken cancellationToken) => Queue.TakeAsync(Key, cancellationToken);
}

/// <summary>What takes turns: readers of one call share the turns of that call, and its assembly has its own.</summary>
internal readonly record struct RenderingKey(Timeline Timeline, RenderingPurpose Purpose);
