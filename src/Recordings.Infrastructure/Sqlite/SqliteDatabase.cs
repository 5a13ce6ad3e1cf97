using System.Data.Common;
using Dapper;
using Microsoft.Data.Sqlite;
using Recordings.Application.Ports;
using Recordings.Infrastructure.Disk;
using Recordings.Infrastructure.Sql;

namespace Recordings.Infrastructure.Sqlite;

/// <summary>The embedded database: one file in the data directory, in WAL mode, every commit synced.</summary>
internal sealed class SqliteDatabase(DataDirectory data) : SqlDatabase, IDisposable
{
    private static readonly TimeSpan BusyTimeout = TimeSpan.FromSeconds(5);

    // SQLite stores foreign_keys and synchronous with the connection, not in the file.
    private const string Settings = "PRAGMA foreign_keys = ON; PRAGMA synchronous = FULL;";
    private const string UseWriteAheadLog = "PRAGMA journal_mode = WAL;";

    /// <summary>SQLite allows one writer. Writers wait here without blocking a thread, instead of in SQLite's busy loop.</summary>
    private readonly SemaphoreSlim _writer = new(1);

    private readonly string _connectionString = ConnectionString(data, pooling: true);
    private readonly ReadingConnections _readers = new(ConnectionString(data, pooling: false));

    protected override string MigrationFolder => "Recordings.Infrastructure.Sqlite.Migrations.";

    // A transaction that writes already excludes all other writers of the file.
    protected override string MigrationLock => "";

    /// <summary>Takes the write lock in a transaction: a read-only file is not ready.</summary>
    public override Task CheckAsync(CancellationToken cancellationToken) => WriteAsync(_ => Task.FromResult(true), cancellationToken);

    public void Dispose() => _readers.Dispose();

    protected override Task<T> ReadAsync<T>(string statement, Func<DbConnection, Task<T>> read, CancellationToken cancellationToken) =>
        cancellationToken.IsCancellationRequested ? Task.FromCanceled<T>(cancellationToken) : _readers.ReadAsync(statement, read);

    protected override async Task<DbConnection> OpenAsync(CancellationToken cancellationToken)
    {
        var connection = new SqliteConnection(_connectionString);
        try
        {
            await connection.OpenAsync(cancellationToken);
            return connection;
        }
        catch
        {
            await connection.DisposeAsync();
            throw;
        }
    }

    protected override async Task<DbConnection> OpenToWriteAsync(CancellationToken cancellationToken)
    {
        var connection = await OpenAsync(cancellationToken);
        try
        {
            await connection.ExecuteAsync(Settings);
            return connection;
        }
        catch
        {
            await connection.DisposeAsync();
            throw;
        }
    }

    protected override async Task PrepareAsync(CancellationToken cancellationToken)
    {
        data.Create();
        data.CreateDatabaseFile();
        await using var connection = await OpenAsync(cancellationToken);
        await connection.ExecuteAsync(UseWriteAheadLog);
    }

    protected override async Task<IAsyncDisposable?> AcquireWriteLockAsync(CancellationToken cancellationToken) =>
        await _writer.WaitAsync(BusyTimeout, cancellationToken)
            ? new WriteLock(_writer)
            : throw new DependencyUnavailableException(Dependency.Database, new TimeoutException("Other writers kept the database busy."));

    /// <summary>
    /// Busy, locked, out of memory, read-only, I/O error, corrupt, full, cannot open, locking protocol, not a database (SQLite
    /// result codes 5–8, 10, 11, 13–15, 26). SQLite also reports a single read that fails with EIO as corrupt.
    /// </summary>
    protected override bool IsUnavailable(Exception fault) =>
        fault is SqliteException { SqliteErrorCode: 5 or 6 or 7 or 8 or 10 or 11 or 13 or 14 or 15 or 26 };

    private static string ConnectionString(DataDirectory data, bool pooling) => new SqliteConnectionStringBuilder
    {
        DataSource = data.DatabaseFile,

        // Only PrepareAsync creates the file: SQLite would let others read it.
        Mode = SqliteOpenMode.ReadWrite,
        DefaultTimeout = (int)BusyTimeout.TotalSeconds,
        Pooling = pooling,
    }.ToString();

    private sealed class WriteLock(SemaphoreSlim writer) : IAsyncDisposable
    {
        public ValueTask DisposeAsync()
        {
            writer.Release();
            return ValueTask.CompletedTask;
        }
    }
}
