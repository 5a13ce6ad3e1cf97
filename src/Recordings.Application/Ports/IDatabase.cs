namespace Recordings.Application.Ports;

/// <summary>Migrates and checks the database.</summary>
public interface IDatabase
{
    /// <summary>Brings the schema up to date. Several processes may call this at the same time.</summary>
    /// <exception cref="SchemaTooNewException">A later release has migrated the database.</exception>
    Task MigrateAsync(CancellationToken cancellationToken);

    /// <summary>The version of the schema; changes nothing.</summary>
    Task<SchemaVersion> FindSchemaAsync(CancellationToken cancellationToken);

    /// <summary>Fails when the database cannot be reached.</summary>
    Task CheckAsync(CancellationToken cancellationToken);
}

/// <param name="Present">The number of the database's last migration; 0 when there is none.</param>
/// <param name="Needed">The number of this release's last migration.</param>
public readonly record struct SchemaVersion(int Present, int Needed);

/// <summary>A later release has migrated the database; this release could lose its data.</summary>
public sealed class SchemaTooNewException(int present, int known)
    : Exception(
        $"The database has schema version {present}, but this release knows only up to {known}. "
        + "Run the newer release, or use another database.");
