namespace Recordings.Benchmarks.Running;

/// <summary>A service's data directory, and its other settings as environment variables.</summary>
internal sealed record Deployment(string Data, IReadOnlyDictionary<string, string> Settings)
{
    /// <summary>The embedded database and the file store.</summary>
    public static Deployment Embedded(string data) => new(data, new Dictionary<string, string>());
}
