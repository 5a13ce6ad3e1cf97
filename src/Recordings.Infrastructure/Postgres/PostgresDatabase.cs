using System.Data.Common;
using System.Net.Sockets;
using System.Runtime.ExceptionServices;
using Npgsql;
using Polly;
using Polly.Retry;
using Recordings.Application.Ports;
using Recordings.Infrastructure.Sql;

namespace Recordings.Infrastructure.Postgres;

/// <summary>A PostgreSQL server. Several replicas may share it.</summary>
internal sealed class PostgresDatabase(PostgresConnections connections) : SqlDatabase, IDisposable
{
    private const string SelectReadOnly = "SELECT current_setting('transaction_read_only')::boolean";

    private readonly NpgsqlDataSource _source = NpgsqlDataSource.Create(connections.Pooled);

    /// <summary>A restart or a fail-over breaks all connections at once; a retry after a short delay succeeds.</summary>
    private readonly ResiliencePipeline _retry = new ResiliencePipelineBuilder()
        .AddRetry(new RetryStrategyOptions
        {
            ShouldHandle = new PredicateBuilder().Handle<Exception>(IsTransient),
            MaxRetryAttempts = 2,
            Delay = TimeSpan.FromMilliseconds(100),
            BackoffType = DelayBackoffType.Exponential,
            UseJitter = true,
        })
        .Build();

    protected override string MigrationFolder => "Recordings.Infrastructure.Postgres.Migrations.";

    // The numbers are "rec" and 1. Locks of two numbers never collide with the one-number locks of assemblies. A script that
    // waits for a table blocks all other users of the table, so its lock timeout is short.
    protected override string MigrationLock =>
        "SET LOCAL lock_timeout = 0; SELECT pg_advisory_xact_lock(7497059, 1); SET LOCAL lock_timeout = '5s'";

    /// <summary>Checks that the server accepts writes: a read-only server, such as a standby, is not ready.</summary>
    public override async Task CheckAsync(CancellationToken cancellationToken)
    {
        if (await ReadOneAsync(SelectReadOnly, new { }, row => row.GetBoolean(0), cancellationToken))
            throw new DependencyUnavailableException(Dependency.Database, new InvalidOperationException("The server is read-only."));
    }

    public void Dispose() => _source.Dispose();

    protected override async Task<DbConnection> OpenAsync(CancellationToken cancellationToken) =>
        await _source.OpenConnectionAsync(cancellationToken);

    /// <summary>Retries only the opening: a write itself is never repeated. A read is repeated as a whole.</summary>
    protected override async Task<DbConnection> OpenToWriteAsync(CancellationToken cancellationToken) =>
        await _retry.ExecuteAsync(async token => await _source.OpenConnectionAsync(token), cancellationToken);

    /// <summary>Runs the first attempt outside the retry pipeline, so that a successful read does not pay for it.</summary>
    protected override async Task<T> RetryAsync<T>(Func<Task<T>> read, CancellationToken cancellationToken)
    {
        ExceptionDispatchInfo first;
        try
        {
            return await read();
        }
        catch (Exception fault) when (IsTransient(fault))
        {
            first = ExceptionDispatchInfo.Capture(fault);
        }

        return await RetryAfterAsync(first, read, cancellationToken);
    }

    protected override bool IsUnavailable(Exception fault) => PostgresFaults.IsUnavailable(fault);

    /// <summary>The attempt that has just failed counts as the pipeline's first attempt.</summary>
    private async Task<T> RetryAfterAsync<T>(ExceptionDispatchInfo first, Func<Task<T>> read, CancellationToken cancellationToken)
    {
        var attempts = 0;
        return await _retry.ExecuteAsync(
            async _ =>
            {
                if (attempts++ == 0)
                    first.Throw();
                return await read();
            },
            cancellationToken);
    }

    /// <summary>
    /// Whether a retry may help. It may not after a timeout: the caller has waited long enough, and a retry adds load to a busy server.
    /// </summary>
    private static bool IsTransient(Exception fault) =>
        fault is (NpgsqlException or SocketException or ObjectDisposedException) and not { InnerException: TimeoutException }
        && PostgresFaults.IsUnavailable(fault);
}
