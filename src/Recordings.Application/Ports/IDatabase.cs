namespace Recordings.Application.Ports;

/// <summary>The database as a whole.</summary>
public interface IDatabase
{
    /// <summary>Brings the schema up to date; several processes may try at once.</summary>
    /// <exception cref="SchemaTooNewException">The database was made by a later release.</exception>
    Task MigrateAsync(CancellationToken cancellationToken);

    /// <summary>Fails when the database cannot be reached.</summary>
    Task CheckAsync(CancellationToken cancellationToken);
}
