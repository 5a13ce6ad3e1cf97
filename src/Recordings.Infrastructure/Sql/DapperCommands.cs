using System.Data.Common;
using Dapper;

namespace Recordings.Infrastructure.Sql;

/// <summary>Dapper's calls with a transaction and a cancellation token.</summary>
internal static class DapperCommands
{
    public static Task<int> ExecuteAsync(
        this DbTransaction transaction, string sql, object parameters, CancellationToken cancellationToken) =>
        transaction.Connection!.ExecuteAsync(new CommandDefinition(sql, parameters, transaction, cancellationToken: cancellationToken));

    public static Task<DbDataReader> QueryAsync(
        this DbConnection connection, string sql, object parameters, CancellationToken cancellationToken) =>
        connection.ExecuteReaderAsync(new CommandDefinition(sql, parameters, cancellationToken: cancellationToken));

    public static Task<DbDataReader> QueryAsync(
        this DbTransaction transaction, string sql, object parameters, CancellationToken cancellationToken) =>
        transaction.Connection!.ExecuteReaderAsync(new CommandDefinition(sql, parameters, transaction, cancellationToken: cancellationToken));

    /// <summary>Maps all rows.</summary>
    public static async Task<IReadOnlyList<T>> ReadAllAsync<T>(
        this Task<DbDataReader> query, Func<DbDataReader, T> map, CancellationToken cancellationToken)
    {
        await using var rows = await query;
        var all = new List<T>();
        while (await rows.ReadAsync(cancellationToken))
            all.Add(map(rows));
        return all;
    }

    /// <summary>Adds all rows to <paramref name="into"/>.</summary>
    public static async Task<T> CollectAsync<T>(
        this Task<DbDataReader> query, T into, Action<T, DbDataReader> add, CancellationToken cancellationToken)
    {
        await using var rows = await query;
        while (await rows.ReadAsync(cancellationToken))
            add(into, rows);
        return into;
    }

    /// <summary>Maps the first row; default when there is none.</summary>
    public static async Task<T?> ReadOneAsync<T>(
        this Task<DbDataReader> query, Func<DbDataReader, T> map, CancellationToken cancellationToken)
    {
        await using var rows = await query;
        return await rows.ReadAsync(cancellationToken) ? map(rows) : default;
    }
}
