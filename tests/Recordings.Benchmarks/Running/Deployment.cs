namespace Recordings.Benchmarks.Running;

/// <summary>Where a service keeps things: a data directory of its own, and the settings beside it, as environment variables.</summary>
internal sealed record Deployment(string Data, IReadOnlyDictionary<string, string> Settings)
{
    /// <summary>The embedded database, and files.</summary>
    public static Deployment Embedded(string data) => new(data, new Dictionary<string, string>());
}
