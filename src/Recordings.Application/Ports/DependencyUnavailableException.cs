namespace Recordings.Application.Ports;

/// <summary>A backend is away, full or too slow. Nothing was acknowledged; asking again later may work.</summary>
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
}
