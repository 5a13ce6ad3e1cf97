using System.Collections.Concurrent;

namespace Recordings.Reliability.Tests.Calls;

/// <summary>The chunks that clients sent, and which of them the service acknowledged. Safe for concurrent use.</summary>
internal sealed class History
{
    private readonly ConcurrentDictionary<TestChunk, bool> _chunks = new();
    private int _acknowledgements;

    public IReadOnlyList<TestChunk> Acknowledged => [.. _chunks.Where(chunk => chunk.Value).Select(chunk => chunk.Key)];

    /// <summary>Chunks without an answer or with a failure as answer: the service may have stored them or not.</summary>
    public IReadOnlyList<TestChunk> Unknown => [.. _chunks.Where(chunk => !chunk.Value).Select(chunk => chunk.Key)];

    public int AcknowledgedCount => Volatile.Read(ref _acknowledgements);

    public void AddSent(TestChunk chunk) => _chunks.TryAdd(chunk, false);

    public void AddAcknowledged(TestChunk chunk)
    {
        if (_chunks.TryUpdate(chunk, true, false))
            Interlocked.Increment(ref _acknowledgements);
    }
}
