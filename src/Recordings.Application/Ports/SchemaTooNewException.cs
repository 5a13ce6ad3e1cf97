namespace Recordings.Application.Ports;

/// <summary>The database belongs to a later release; running this one on it could lose data.</summary>
public sealed class SchemaTooNewException(int present, int known)
    : Exception($"The database has schema version {present}, but this release knows only up to {known}. Run the newer release, or another database.");
