namespace Recordings.Application.Ports;

/// <summary>The database as a whole.</summary>
public interface IDatabase
{
    /// <summary>Brings the schema up to date; several processes may try at once.</summary>
    /// <exception cref="SchemaTooNewException">The database was made by a later release.</exception>
    Task MigrateAsync(CancellationToken cancellationToken);

    /// <summary>How far the schema is; changes nothing.</summary>
    Task<SchemaVersion> FindSchemaAsync(CancellationToken cancellationToken);

    /// <summary>Fails when the database cannot be reached.</summary>
    Task CheckAsync(CancellationToken cancellationToken);
}

/// <param name="Present">The last migration that the database has seen; 0 when none.</param>
/// <param name="Needed">The last one that this release knows.</param>
public readonly record struct SchemaVersion(int Present, int Needed);
