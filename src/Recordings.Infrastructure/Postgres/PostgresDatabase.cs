using System.Data.Common;
using System.Runtime.ExceptionServices;
using Npgsql;
using Polly;
using Polly.Retry;
using Recordings.Application.Ports;
using Recordings.Infrastructure.Sql;

namespace Recordings.Infrastructure.Postgres;

/// <summary>A PostgreSQL server, which any number of replicas may share.</summary>
internal sealed class PostgresDatabase(PostgresConnections connections) : SqlDatabase, IDisposable
{
    private const string SelectReadOnly = "SELECT current_setting('transaction_read_only')::boolean";

    private readonly NpgsqlDataSource _source = NpgsqlDataSource.Create(connections.Pooled);

    /// <summary>A restarted server or a fail-over breaks every connection at once; a second look a moment later finds it back.</summary>
    private readonly ResiliencePipeline _again = new ResiliencePipelineBuilder()
        .AddRetry(new RetryStrategyOptions
        {
            ShouldHandle = new PredicateBuilder().Handle<Exception>(IsWorthRepeating),
            MaxRetryAttempts = 2,
            Delay = TimeSpan.FromMilliseconds(100),
            BackoffType = DelayBackoffType.Exponential,
            UseJitter = true,
        })
        .Build();

    protected override string MigrationFolder => "Recordings.Infrastructure.Postgres.Migrations.";

    // "rec" and 1: the two-number locks are a space of their own, so no assembly's lock is ever this one. A script that waits for a table
    // keeps everybody else from it, so it does not wait long.
    protected override string MigrationLock =>
        "SET LOCAL lock_timeout = 0; SELECT pg_advisory_xact_lock(7497059, 1); SET LOCAL lock_timeout = '5s'";

    /// <summary>A server that can only be read, such as a standby, is not ready.</summary>
    public override async Task CheckAsync(CancellationToken cancellationToken)
    {
        if (await ReadOneAsync(SelectReadOnly, new { }, row => row.GetBoolean(0), cancellationToken))
            throw new DependencyUnavailableException(Dependency.Database, new InvalidOperationException("The server is read-only."));
    }

    public void Dispose() => _source.Dispose();

    protected override async Task<DbConnection> OpenAsync(CancellationToken cancellationToken) =>
        await _source.OpenConnectionAsync(cancellationToken);

    /// <summary>A read is repeated whole; of a write only this is.</summary>
    protected override async Task<DbConnection> OpenToWriteAsync(CancellationToken cancellationToken) =>
        await _again.ExecuteAsync(async token => await _source.OpenConnectionAsync(token), cancellationToken);

    /// <summary>A read that succeeds, as nearly all do, goes past the pipeline and does not pay for it.</summary>
    protected override async Task<T> RepeatAsync<T>(Func<Task<T>> read, CancellationToken cancellationToken)
    {
        ExceptionDispatchInfo first;
        try
        {
            return await read();
        }
        catch (Exception fault) when (IsWorthRepeating(fault))
        {
            first = ExceptionDispatchInfo.Capture(fault);
        }

        return await RepeatAfterAsync(first, read, cancellationToken);
    }

    protected override bool IsUnavailable(Exception fault) => PostgresFaults.IsUnavailable(fault);

    /// <summary>What has just failed counts as the pipeline's first attempt.</summary>
    private async Task<T> RepeatAfterAsync<T>(ExceptionDispatchInfo first, Func<Task<T>> read, CancellationToken cancellationToken)
    {
        var attempts = 0;
        return await _again.ExecuteAsync(
            async _ =>
            {
                if (attempts++ == 0)
                    first.Throw();
                return await read();
            },
            cancellationToken);
    }

    /// <summary>Not when time ran out: whoever asked has waited long enough, and a busy server is not helped by more.</summary>
    private static bool IsWorthRepeating(Exception fault) =>
        fault is (NpgsqlException or System.Net.Sockets.SocketException or ObjectDisposedException) and not { InnerException: TimeoutException } && PostgresFaults.IsUnavailable(fault);
}
