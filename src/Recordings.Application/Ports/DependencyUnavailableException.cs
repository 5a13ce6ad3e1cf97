namespace Recordings.Application.Ports;

/// <summary>A dependency is unreachable, full or too slow. Nothing was acknowledged; the caller may try again later.</summary>
public sealed class DependencyUnavailableException(Dependency dependency, Exception? inner)
    : Exception($"The {dependency} is unavailable.", inner)
{
    public Dependency Dependency { get; } = dependency;
}

public enum Dependency
{
    Storage,
    Database,
    Authority,
    Audit,
}
