using Dapper;
using Npgsql;
using Recordings.Application.Ports;
using Recordings.Domain.Workspaces;
using Recordings.Infrastructure.Postgres;
using Recordings.Infrastructure.Sql;

namespace Recordings.Infrastructure.Tests.Postgres;

[TestFixture]
[Category(PostgresServer.Category)]
public sealed class PostgresOutageTests
{
    private const string EndOthers =
        "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid()";

    private readonly PostgresServer _server = new();
    private PostgresConnections _connections = null!;

    [OneTimeSetUp]
    public async Task CreateDatabase()
    {
        _connections = await _server.CreateDatabaseAsync();
        using var database = new PostgresDatabase(_connections);
        await database.MigrateAsync(default);
    }

    [OneTimeTearDown]
    public Task Drop() => _server.DropAsync();

    [Test]
    public async Task ReadAsync_ConnectionsBroken_UsesNewOnes()
    {
        using var database = new PostgresDatabase(_connections);
        await FillPoolAsync(database);
        await PostgresServer.ExecuteAsync(_connections.Pooled, EndOthers);

        Assert.That(await new SqlWorkspaces(database).ExistsAsync(new WorkspaceId(Guid.NewGuid()), default), Is.False);
    }

    [Test]
    public async Task WriteAsync_ConnectionsBroken_AtMostOneFails()
    {
        using var database = new PostgresDatabase(_connections);
        await FillPoolAsync(database);
        await PostgresServer.ExecuteAsync(_connections.Pooled, EndOthers);

        var failures = 0;
        for (var i = 0; i < 8; i++)
        {
            try
            {
                await AddWorkspaceAsync(database);
            }
            catch (DependencyUnavailableException)
            {
                failures++;
            }
        }

        Assert.That(failures, Is.LessThanOrEqualTo(1));
    }

    [Test]
    public async Task WriteAsync_LockedRow_IsUnavailableAfterLockTimeout()
    {
        using var database = Database("Options=-c lock_timeout=50ms");
        var workspace = await AddWorkspaceAsync(database);
        await using var other = new NpgsqlConnection(_connections.Pooled);
        await other.OpenAsync();
        await using var transaction = await other.BeginTransactionAsync();
        await other.ExecuteAsync("SELECT 1 FROM workspaces WHERE uuid = @uuid FOR UPDATE", new { uuid = workspace.Value }, transaction);

        Assert.ThrowsAsync<DependencyUnavailableException>(() => new SqlWorkspaces(database).SetRecordingAsync(workspace, false, default));
    }

    [Test]
    public async Task ReadOneAsync_PoolExhausted_IsUnavailable()
    {
        using var database = Database("Maximum Pool Size=1;Timeout=1");

        await database.ReadOneAsync(
            "SELECT 1",
            new { },
            _ => Assert.ThrowsAsync<DependencyUnavailableException>(() => new SqlWorkspaces(database).AnyAsync(default)),
            default);
    }

    [Test]
    public void ReadOneAsync_StatementTimeout_IsUnavailable()
    {
        using var database = Database("Command Timeout=1");

        Assert.ThrowsAsync<DependencyUnavailableException>(
            () => database.ReadOneAsync("SELECT pg_sleep(60)", new { }, _ => true, default));
    }

    [Test]
    public void CheckAsync_ReadOnlyServer_IsUnavailable()
    {
        using var database = Database("Options=-c default_transaction_read_only=on");

        Assert.ThrowsAsync<DependencyUnavailableException>(() => database.CheckAsync(default));
        Assert.ThrowsAsync<DependencyUnavailableException>(() => AddWorkspaceAsync(database));
    }

    [Test]
    public void EveryMember_ServerUnreachable_IsUnavailable()
    {
        using var database = new PostgresDatabase(PostgresServer.Connections("Host=127.0.0.1;Port=1;Username=nobody"));

        Assert.Multiple(() =>
        {
            Assert.ThrowsAsync<DependencyUnavailableException>(() => database.CheckAsync(default));
            Assert.ThrowsAsync<DependencyUnavailableException>(() => database.MigrateAsync(default));
            Assert.ThrowsAsync<DependencyUnavailableException>(() => new SqlWorkspaces(database).AnyAsync(default));
            Assert.ThrowsAsync<DependencyUnavailableException>(() => AddWorkspaceAsync(database));
        });
    }

    [Test]
    public void CheckAsync_MissingDatabase_IsUnavailable()
    {
        using var database = Database("Database=recordings_test_none");

        Assert.ThrowsAsync<DependencyUnavailableException>(() => database.CheckAsync(default));
    }

    private PostgresDatabase Database(string settings) => new(PostgresServer.Connections($"{_connections.Pooled};{settings}"));

    /// <summary>Opens six connections and leaves them idle in the pool.</summary>
    private static async Task FillPoolAsync(SqlDatabase database)
    {
        using var all = new Barrier(6);
        await Task.WhenAll(Enumerable.Range(0, 6).Select(_ => Task.Run(
            () => database.ReadOneAsync("SELECT 1", new { }, _ => all.SignalAndWait(TimeSpan.FromSeconds(20)), default))));
    }

    private static async Task<WorkspaceId> AddWorkspaceAsync(SqlDatabase database)
    {
        var workspace = new WorkspaceId(Guid.NewGuid());
        await new SqlWorkspaces(database).AddAsync(new Workspace(workspace, "Test", true), DateTimeOffset.UnixEpoch, default);
        return workspace;
    }
}
