using System.Data.Common;
using Recordings.Application.Ports;

namespace Recordings.Infrastructure.Sql;

/// <summary>The part that both databases share: connections, transactions, migrations, and the translation of faults.</summary>
internal abstract class SqlDatabase : IDatabase
{
    /// <summary>Runs a query and maps its first row; default when there is none.</summary>
    public Task<T?> ReadOneAsync<T>(string statement, object parameters, Func<DbDataReader, T> map, CancellationToken cancellationToken) =>
        QueryAsync(statement, parameters, query => query.ReadOneAsync(map, cancellationToken), cancellationToken);

    /// <summary>Runs a query and maps all its rows.</summary>
    public Task<IReadOnlyList<T>> ReadAllAsync<T>(
        string statement, object parameters, Func<DbDataReader, T> map, CancellationToken cancellationToken) =>
        QueryAsync(statement, parameters, query => query.ReadAllAsync(map, cancellationToken), cancellationToken);

    /// <summary>Runs a query and adds each of its rows to a value that <paramref name="create"/> makes for each attempt.</summary>
    public Task<T> CollectAsync<T>(
        string statement, object parameters, Func<T> create, Action<T, DbDataReader> add, CancellationToken cancellationToken) =>
        QueryAsync(statement, parameters, query => query.CollectAsync(create(), add, cancellationToken), cancellationToken);

    /// <summary>Runs a write in one transaction: commits it when <paramref name="write"/> returns true, else rolls it back.</summary>
    public Task<bool> WriteAsync(Func<DbTransaction, Task<bool>> write, CancellationToken cancellationToken) =>
        TranslateAsync(
            async () =>
            {
                await using var writeLock = await AcquireWriteLockAsync(cancellationToken);
                await using var connection = await OpenToWriteAsync(cancellationToken);
                await using var transaction = await connection.BeginTransactionAsync(cancellationToken);
                if (!await write(transaction))
                    return false;

                await transaction.CommitAsync(cancellationToken);
                return true;
            },
            cancellationToken);

    public Task MigrateAsync(CancellationToken cancellationToken) =>
        TranslateAsync(
            async () =>
            {
                await PrepareAsync(cancellationToken);
                await using var writeLock = await AcquireWriteLockAsync(cancellationToken);
                await using var connection = await OpenToWriteAsync(cancellationToken);
                await Migrations.RunAsync(connection, MigrationLock, MigrationFolder, cancellationToken);
                return true;
            },
            cancellationToken);

    public Task<SchemaVersion> FindSchemaAsync(CancellationToken cancellationToken) =>
        TranslateAsync(
            async () =>
            {
                await using var writeLock = await AcquireWriteLockAsync(cancellationToken);
                await using var connection = await OpenAsync(cancellationToken);
                return await Migrations.FindVersionAsync(connection, MigrationLock, MigrationFolder, cancellationToken);
            },
            cancellationToken);

    public abstract Task CheckAsync(CancellationToken cancellationToken);

    /// <summary>The folder of the numbered scripts, as an embedded resource prefix.</summary>
    protected abstract string MigrationFolder { get; }

    /// <summary>
    /// SQL that runs first in the migration's transaction and excludes other processes until it ends. Empty if the transaction
    /// alone excludes them.
    /// </summary>
    protected abstract string MigrationLock { get; }

    protected abstract Task<DbConnection> OpenAsync(CancellationToken cancellationToken);

    /// <summary>Runs a query on a connection. An adapter that keeps prepared statements finds them by the statement's text.</summary>
    protected virtual async Task<T> ReadAsync<T>(string statement, Func<DbConnection, Task<T>> read, CancellationToken cancellationToken)
    {
        await using var connection = await OpenAsync(cancellationToken);
        return await read(connection);
    }

    /// <summary>Override it if a connection for writing needs other settings than one for reading.</summary>
    protected virtual Task<DbConnection> OpenToWriteAsync(CancellationToken cancellationToken) => OpenAsync(cancellationToken);

    /// <summary>Override it to retry a read after a transient fault.</summary>
    protected virtual Task<T> RetryAsync<T>(Func<Task<T>> read, CancellationToken cancellationToken) => read();

    /// <summary>Creates the storage of the database before the first connection.</summary>
    protected virtual Task PrepareAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    /// <summary>Override it if only one writer may run at a time; disposing releases the lock.</summary>
    protected virtual Task<IAsyncDisposable?> AcquireWriteLockAsync(CancellationToken cancellationToken) =>
        Task.FromResult<IAsyncDisposable?>(null);

    /// <summary>Whether the fault means that the database is unreachable, locked or full, and not that a statement is wrong.</summary>
    protected abstract bool IsUnavailable(Exception fault);

    private Task<T> QueryAsync<T>(
        string statement, object parameters, Func<Task<DbDataReader>, Task<T>> read, CancellationToken cancellationToken) =>
        TranslateAsync(
            () => RetryAsync(
                () => ReadAsync(
                    statement, connection => read(connection.QueryAsync(statement, parameters, cancellationToken)), cancellationToken),
                cancellationToken),
            cancellationToken);

    private async Task<T> TranslateAsync<T>(Func<Task<T>> action, CancellationToken cancellationToken)
    {
        try
        {
            return await action();
        }
        catch (Exception fault) when (IsUnavailable(fault) && !cancellationToken.IsCancellationRequested)
        {
            throw new DependencyUnavailableException(Dependency.Database, fault);
        }
    }
}
