using System.Collections.Concurrent;

namespace Recordings.Reliability.Tests.Capturing;

/// <summary>What clients meant to store, and which of it was acknowledged. Written by many at once.</summary>
internal sealed class History
{
    private readonly ConcurrentDictionary<SpokenChunk, bool> _chunks = new();
    private int _acknowledgements;

    public IReadOnlyList<SpokenChunk> Acknowledged => [.. _chunks.Where(chunk => chunk.Value).Select(chunk => chunk.Key)];

    /// <summary>Sent and never answered, or answered with an error: it may be there or not.</summary>
    public IReadOnlyList<SpokenChunk> Unknown => [.. _chunks.Where(chunk => !chunk.Value).Select(chunk => chunk.Key)];

    public int AcknowledgedCount => Volatile.Read(ref _acknowledgements);

    public void Intend(SpokenChunk chunk) => _chunks.TryAdd(chunk, false);

    public void Acknowledge(SpokenChunk chunk)
    {
        if (_chunks.TryUpdate(chunk, true, false))
            Interlocked.Increment(ref _acknowledgements);
    }
}
