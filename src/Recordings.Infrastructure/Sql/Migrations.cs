using System.Data.Common;
using System.Globalization;
using Dapper;
using Recordings.Application.Ports;

namespace Recordings.Infrastructure.Sql;

/// <summary>Runs the missing numbered scripts in one transaction. If the process is killed, the next run starts again.</summary>
internal static class Migrations
{
    /// <summary>0 means no timeout: a script may have to process every row.</summary>
    private const int ScriptTimeout = 0;

    private const string CreateVersions = "CREATE TABLE IF NOT EXISTS schema_version (version integer NOT NULL PRIMARY KEY)";
    private const string SelectVersion = "SELECT COALESCE(MAX(version), 0) FROM schema_version";
    private const string InsertVersion = "INSERT INTO schema_version (version) VALUES (@version)";

    /// <exception cref="SchemaTooNewException">A later release created or migrated the database.</exception>
    public static async Task RunAsync(DbConnection connection, string takeLock, string folder, CancellationToken cancellationToken)
    {
        await using var transaction = await connection.BeginTransactionAsync(cancellationToken);
        var current = await ReadVersionAsync(transaction, takeLock);
        var scripts = Scripts(folder);
        if (current > scripts.Keys.Max())
            throw new SchemaTooNewException(current, scripts.Keys.Max());

        foreach (var (version, resource) in scripts.Where(script => script.Key > current))
        {
            await connection.ExecuteAsync(Read(resource), transaction: transaction, commandTimeout: ScriptTimeout);
            await connection.ExecuteAsync(InsertVersion, new { version }, transaction);
        }

        await transaction.CommitAsync(cancellationToken);
    }

    /// <summary>Reads the version. A missing version table is created for that and rolled back, so the database does not change.</summary>
    public static async Task<SchemaVersion> FindVersionAsync(
        DbConnection connection, string takeLock, string folder, CancellationToken cancellationToken)
    {
        await using var transaction = await connection.BeginTransactionAsync(cancellationToken);
        return new SchemaVersion(await ReadVersionAsync(transaction, takeLock), Scripts(folder).Keys.Max());
    }

    private static async Task<int> ReadVersionAsync(DbTransaction transaction, string takeLock)
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
