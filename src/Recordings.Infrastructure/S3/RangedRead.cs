using Recordings.Application.Ports;

namespace Recordings.Infrastructure.S3;

/// <summary>One ranged request: adjacent bytes of an object, and the buffers that receive them in order.</summary>
internal sealed class RangedRead
{
    private readonly List<Memory<byte>> _destinations = [];

    private RangedRead(string objectKey, long offset) => (ObjectKey, Offset) = (objectKey, offset);

    public string ObjectKey { get; }

    public long Offset { get; }

    public long Length { get; private set; }

    public IReadOnlyList<Memory<byte>> Destinations => _destinations;

    /// <summary>Joins adjacent reads of an object, so that each contiguous range takes one request.</summary>
    public static List<RangedRead> Plan(IReadOnlyList<ObjectRead> reads)
    {
        var plan = new List<RangedRead>(reads.Count);
        var ordered = reads.Where(read => !read.Destination.IsEmpty)
            .OrderBy(read => read.ObjectKey, StringComparer.Ordinal).ThenBy(read => read.Offset);
        foreach (var read in ordered)
        {
            if (plan.Count == 0 || plan[^1].ObjectKey != read.ObjectKey || plan[^1].Offset + plan[^1].Length != read.Offset)
                plan.Add(new RangedRead(read.ObjectKey, read.Offset));
            plan[^1]._destinations.Add(read.Destination);
            plan[^1].Length += read.Destination.Length;
        }

        return plan;
    }
}
