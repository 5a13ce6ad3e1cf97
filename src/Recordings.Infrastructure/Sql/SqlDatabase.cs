using System.Data.Common;
using Recordings.Application.Ports;

namespace Recordings.Infrastructure.Sql;

/// <summary>What both databases share: connections, transactions, migrations, and the translation of their faults.</summary>
internal abstract class SqlDatabase : IDatabase
{
    /// <summary>The only row of a statement that reads, mapped; default when there is none.</summary>
    public Task<T?> ReadOneAsync<T>(string statement, object parameters, Func<DbDataReader, T> map, CancellationToken cancellationToken) =>
        QueryAsync(statement, parameters, query => query.ReadOneAsync(map, cancellationToken), cancellationToken);

    /// <summary>Every row of a statement that reads, mapped.</summary>
    public Task<IReadOnlyList<T>> ReadAllAsync<T>(
        string statement, object parameters, Func<DbDataReader, T> map, CancellationToken cancellationToken) =>
        QueryAsync(statement, parameters, query => query.ReadAllAsync(map, cancellationToken), cancellationToken);

    /// <summary>Runs a write in one transaction: committed when <paramref name="write"/> answers true, else rolled back.</summary>
    public Task<bool> WriteAsync(Func<DbTransaction, Task<bool>> write, CancellationToken cancellationToken) =>
        TranslateAsync(
            async () =>
            {
                await using var turn = await TakeTurnAsync(cancellationToken);
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
                await using var turn = await TakeTurnAsync(cancellationToken);
                await using var connection = await OpenToWriteAsync(cancellationToken);
                await Migrations.RunAsync(connection, MigrationLock, MigrationFolder, cancellationToken);
                return true;
            },
            cancellationToken);

    public Task<SchemaVersion> FindSchemaAsync(CancellationToken cancellationToken) =>
        TranslateAsync(
            async () =>
            {
                await using var turn = await TakeTurnAsync(cancellationToken);
                await using var connection = await OpenAsync(cancellationToken);
                return await Migrations.FindVersionAsync(connection, MigrationLock, MigrationFolder, cancellationToken);
            },
            cancellationToken);

    public abstract Task CheckAsync(CancellationToken cancellationToken);

    /// <summary>The folder of the numbered scripts, as an embedded resource prefix.</summary>
    protected abstract string MigrationFolder { get; }

    /// <summary>Taken inside the migration's transaction; holds off other processes until it ends. Empty where the transaction itself does.</summary>
    protected abstract string MigrationLock { get; }

    protected abstract Task<DbConnection> OpenAsync(CancellationToken cancellationToken);

    /// <summary>Runs a statement that reads; whoever keeps statements prepared knows it by its text.</summary>
    protected virtual async Task<T> ReadAsync<T>(string statement, Func<DbConnection, Task<T>> read, CancellationToken cancellationToken)
    {
        await using var connection = await OpenAsync(cancellationToken);
        return await read(connection);
    }

    /// <summary>Where a connection that writes is opened in another way than one that reads.</summary>
    protected virtual Task<DbConnection> OpenToWriteAsync(CancellationToken cancellationToken) => OpenAsync(cancellationToken);

    /// <summary>Where a read is worth repeating when it fails for a moment.</summary>
    protected virtual Task<T> RepeatAsync<T>(Func<Task<T>> read, CancellationToken cancellationToken) => read();

    /// <summary>Makes the place of the database before the first connection.</summary>
    protected virtual Task PrepareAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    /// <summary>Where writers must stand in line.</summary>
    protected virtual Task<IAsyncDisposable?> TakeTurnAsync(CancellationToken cancellationToken) =>
        Task.FromResult<IAsyncDisposable?>(null);

    /// <summary>Whether the fault means that the database is away, locked or full, and not that a statement is wrong.</summary>
    protected abstract bool IsUnavailable(Exception fault);

    private Task<T> QueryAsync<T>(
        string statement, object parameters, Func<Task<DbDataReader>, Task<T>> read, CancellationToken cancellationToken) =>
        TranslateAsync(
            () => RepeatAsync(
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
