using System.Data.Common;
using System.Globalization;
using Dapper;
using Recordings.Application.Ports;

namespace Recordings.Infrastructure.Sql;

/// <summary>Runs the numbered scripts that a database has not seen, all in one transaction: killed half-way, it starts over.</summary>
internal static class Migrations
{
    /// <summary>None: a script may have every row to go through.</summary>
    private const int ScriptTimeout = 0;

    private const string CreateVersions = "CREATE TABLE IF NOT EXISTS schema_version (version integer NOT NULL PRIMARY KEY)";
    private const string SelectVersion = "SELECT COALESCE(MAX(version), 0) FROM schema_version";
    private const string InsertVersion = "INSERT INTO schema_version (version) VALUES (@version)";

    /// <exception cref="SchemaTooNewException">The database was made by a later release.</exception>
    public static async Task RunAsync(DbConnection connection, string takeLock, string folder, CancellationToken cancellationToken)
    {
        await using var transaction = await connection.BeginTransactionAsync(cancellationToken);
        var present = await PresentAsync(transaction, takeLock);
        var scripts = Scripts(folder);
        if (present > scripts.Keys.Max())
            throw new SchemaTooNewException(present, scripts.Keys.Max());

        foreach (var (version, resource) in scripts.Where(script => script.Key > present))
        {
            await connection.ExecuteAsync(Read(resource), transaction: transaction, commandTimeout: ScriptTimeout);
            await connection.ExecuteAsync(InsertVersion, new { version }, transaction);
        }

        await transaction.CommitAsync(cancellationToken);
    }

    /// <summary>The table of versions may have to be made in order to be read: rolled back, so that looking leaves nothing behind.</summary>
    public static async Task<SchemaVersion> FindVersionAsync(
        DbConnection connection, string takeLock, string folder, CancellationToken cancellationToken)
    {
        await using var transaction = await connection.BeginTransactionAsync(cancellationToken);
        return new SchemaVersion(await PresentAsync(transaction, takeLock), Scripts(folder).Keys.Max());
    }

    private static async Task<int> PresentAsync(DbTransaction transaction, string takeLock)
    {
        var connection = transaction.Connection!;
        if (takeLock.Length > 0)
            await connection.ExecuteAsync(takeLock, transaction: transaction);

        await connection.ExecuteAsync(CreateVersions, transaction: transaction);
        return await connection.ExecuteScalarAsync<int>(SelectVersion, transaction: transaction);
    }

    private static SortedDictionary<int, string> Scripts(string folder) => new(
        typeof(Migrations).Assembly.GetManifestResourceNames()
            .Where(name => name.StartsWith(folder, StringComparison.Ordinal))
            .ToDictionary(name => int.Parse(name.AsSpan(folder.Length, 4), NumberStyles.None, CultureInfo.InvariantCulture)));

    private static string Read(string resource)
    {
        using var reader = new StreamReader(typeof(Migrations).Assembly.GetManifestResourceStream(resource)!);
        return reader.ReadToEnd();
    }
}
