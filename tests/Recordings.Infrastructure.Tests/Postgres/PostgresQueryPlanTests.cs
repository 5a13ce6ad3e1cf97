using System.Diagnostics;
using Dapper;
using Npgsql;
using Recordings.Domain.Chats;
using Recordings.Domain.Workspaces;
using Recordings.Infrastructure.Postgres;
using Recordings.Infrastructure.Sql;
using Recordings.Infrastructure.Tests.Sql;

namespace Recordings.Infrastructure.Tests.Postgres;

/// <summary>Runs and explains every statement of the product on a database large enough to show a bad plan.</summary>
[TestFixture]
[Category(PostgresServer.Category)]
public sealed class PostgresQueryPlanTests
{
    /// <summary>In pages of 8 KiB. The largest statement reads 64 scattered rows, each through an index.</summary>
    private const int MaxBuffers = 400;

    private readonly PostgresServer _server = new();
    private PostgresConnections _connections = null!;

    [OneTimeSetUp]
    public async Task Populate()
    {
        _connections = await _server.CreateDatabaseAsync();
        using var database = new PostgresDatabase(_connections);
        await database.MigrateAsync(default);
        await PopulatedDatabase.FillAsync(_connections.Pooled);
    }

    [OneTimeTearDown]
    public Task Drop() => _server.DropAsync();

    [TestCaseSource(typeof(ProductStatements), nameof(ProductStatements.Cases))]
    public async Task Statement_ManyRows_UsesIndexesAndFewPages(string name, string sql)
    {
        await ExplainedStatement.RunAsync(_connections.Pooled, sql);

        var warm = await ExplainedStatement.RunAsync(_connections.Pooled, sql);

        await TestContext.Out.WriteLineAsync($"| {name} | {warm} |");
        if (!ProductStatements.AnyRow.Contains(name))
            Assert.That(warm.Scans, Has.None.StartsWith("Seq Scan"));
        Assert.That(warm.Buffers, Is.LessThan(MaxBuffers));
    }

    /// <summary>A deletion searches for referring rows, and EXPLAIN does not show that search.</summary>
    [Test]
    public async Task ForeignKeys_All_HaveAnIndex()
    {
        await using var connection = new NpgsqlConnection(_connections.Pooled);

        var without = await connection.QueryAsync<string>("""
            SELECT c.conrelid::regclass || '.' || c.conname FROM pg_constraint c
            WHERE c.contype = 'f' AND NOT EXISTS (
              SELECT 1 FROM pg_index i
              WHERE i.indrelid = c.conrelid AND i.indpred IS NULL AND (i.indkey::int2[])[0:cardinality(c.conkey) - 1] = c.conkey)
            """);

        Assert.That(without, Is.Empty);
    }

    [Test]
    public async Task FindAsync_ChatWithManyChunks_ReadsNoChunk()
    {
        var explained = await ExplainedStatement.RunAsync(_connections.Pooled, ProductStatements.SqlOf(ProductStatements.Recording));

        Assert.That(explained.Tables, Does.Contain("chats").And.Not.Contain("chunks"));
    }

    [Test]
    public async Task AddChunkAsync_CallWithManyChunks_ReadsFewPages()
    {
        var sql = ProductStatements.SqlOf(ProductStatements.NewChunk);

        var explained = await ExplainedStatement.RunAsync(
            _connections.Pooled, sql, ("chat", GrownDatabase.LongChat), ("sequence", GrownDatabase.ChunksOfAChat + 10_000));

        await TestContext.Out.WriteLineAsync($"| {ProductStatements.NewChunk}, 10,010 chunks | {explained} |");
        Assert.That(explained.Scans, Has.None.StartsWith("Seq Scan"));
        Assert.That(explained.Buffers, Is.LessThan(60));
    }

    [Test]
    public async Task FindAsync_AssembledRecording_IsOneStatement()
    {
        var statements = 0;
        using var database = new PostgresDatabase(_connections);
        var recordings = new SqlRecordings(database);
        var (workspace, chat) = (new WorkspaceId(GrownDatabase.LargeWorkspace), new ChatId(GrownDatabase.SomeChat));
        await recordings.FindAsync(workspace, chat, default);
        using var listener = new ActivityListener
        {
            ShouldListenTo = source => source.Name == "Npgsql",
            Sample = (ref ActivityCreationOptions<ActivityContext> _) => ActivitySamplingResult.AllData,
            ActivityStopped = _ => Interlocked.Increment(ref statements),
        };
        ActivitySource.AddActivityListener(listener);

        var found = await recordings.FindAsync(workspace, chat, default);

        Assert.That(found!.StoredFile, Is.Not.Null);
        Assert.That(statements, Is.EqualTo(1));
    }
}
