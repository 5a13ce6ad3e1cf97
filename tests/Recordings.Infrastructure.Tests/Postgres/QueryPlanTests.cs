using System.Diagnostics;
using System.Globalization;
using System.Reflection;
using System.Text.RegularExpressions;
using Dapper;
using Npgsql;
using Recordings.Domain.Chats;
using Recordings.Infrastructure.Postgres;
using Recordings.Infrastructure.Sql;

namespace Recordings.Infrastructure.Tests.Postgres;

/// <summary>Every statement of the product, explained by the server on a database of a size that it would notice.</summary>
[TestFixture]
[Category(PostgresServer.Category)]
public sealed partial class QueryPlanTests
{
    /// <summary>Asks whether there is any row at all: the first one found will do.</summary>
    private const string AnyWorkspace = "SqlWorkspaces.SelectAny";

    private static readonly Dictionary<string, object> Samples = new()
    {
        ["workspace"] = PopulatedDatabase.Workspace,
        ["chat"] = 100_000L,
        ["chatId"] = 100_000L,
        ["id"] = 100_000L,
        ["track"] = "caller",
        ["sequence"] = 3,
        ["keyId"] = "key-500",
        ["objectKey"] = "objects/500",
        ["digest"] = new byte[32],
        ["fingerprint"] = new byte[32],
        ["checksum"] = new byte[32],
        ["blockChecksums"] = new byte[4],
        ["limit"] = 64,
        ["maxChunks"] = 200_000,
        ["chunkCount"] = 5,
        ["second"] = 1_800_000_000L,
        ["rate"] = 8000,
        ["frames"] = 160L,
        ["sizeBytes"] = 364L,
        ["recording"] = true,
        ["version"] = 1,
        ["startNs"] = 0L,
        ["sampleRate"] = 8000,
        ["channels"] = 1,
        ["payloadOffset"] = 0L,
        ["now"] = DateTimeOffset.UnixEpoch,
        ["dueAt"] = DateTimeOffset.UnixEpoch,
        ["startedAt"] = DateTimeOffset.UnixEpoch,
        ["endedAt"] = DateTimeOffset.UnixEpoch,
        ["createdAt"] = DateTimeOffset.UnixEpoch,
        ["expiresAt"] = DateTimeOffset.UnixEpoch,
    };

    private readonly PostgresServer _server = new();
    private PostgresConnections _connections = null!;

    /// <summary>Found by reflection, so that a new statement cannot be forgotten.</summary>
    public static IEnumerable<TestCaseData> Statements =>
        from type in typeof(SqlDatabase).Assembly.GetTypes()
        where type.Namespace == typeof(SqlDatabase).Namespace && type != typeof(Migrations)
        from constant in type.GetFields(BindingFlags.NonPublic | BindingFlags.Public | BindingFlags.Static)
        where constant is { IsLiteral: true } && constant.FieldType == typeof(string)
        let sql = ((string)constant.GetRawConstantValue()!).TrimStart()
        where StatementStart().IsMatch(sql)
        select new TestCaseData($"{type.Name}.{constant.Name}", sql).SetArgDisplayNames($"{type.Name}.{constant.Name}");

    [OneTimeSetUp]
    public async Task Populate()
    {
        var chats = int.Parse(Environment.GetEnvironmentVariable("RECORDINGS_TEST_CHATS") ?? "200000", CultureInfo.InvariantCulture);
        _connections = await _server.CreateDatabaseAsync();
        using var database = new PostgresDatabase(_connections);
        await database.MigrateAsync(default);
        await PopulatedDatabase.FillAsync(_connections.Pooled, chats);
    }

    [OneTimeTearDown]
    public Task Drop() => _server.DropAsync();

    [TestCaseSource(nameof(Statements))]
    public async Task Statement_ManyRows_IsAnsweredFromIndexes(string name, string sql)
    {
        var plan = await ExplainAsync(sql);

        Assert.That(plan, name == AnyWorkspace ? Does.Contain("Limit") : Does.Not.Contain("Seq Scan"));
    }

    [Test]
    public async Task FindAsync_ChatOfManyChunks_TouchesNoChunk()
    {
        var plan = await ExplainAsync(Statements.Single(one => (string)one.Arguments[0]! == "SqlRecordings.SelectRecording").Arguments[1]!.ToString()!);

        Assert.That(plan, Does.Contain("chats").And.Not.Contain("chunks"));
    }

    [Test]
    public async Task FindAsync_CachedRecording_IsOneStatement()
    {
        var statements = 0;
        using var database = new PostgresDatabase(_connections);
        var recordings = new SqlRecordings(database);
        await recordings.FindAsync(new WorkspaceId(PopulatedDatabase.Workspace), new ChatId(77), default);
        using var listener = new ActivityListener
        {
            ShouldListenTo = source => source.Name == "Npgsql",
            Sample = (ref ActivityCreationOptions<ActivityContext> _) => ActivitySamplingResult.AllData,
            ActivityStopped = _ => Interlocked.Increment(ref statements),
        };
        ActivitySource.AddActivityListener(listener);

        var found = await recordings.FindAsync(new WorkspaceId(PopulatedDatabase.Workspace), new ChatId(77), default);

        Assert.That(found!.CachedFile, Is.Not.Null);
        Assert.That(statements, Is.EqualTo(1));
    }

    private async Task<string> ExplainAsync(string sql)
    {
        var parameters = new DynamicParameters();
        foreach (var name in ParameterName().Matches(sql).Select(match => match.Groups[1].Value).Distinct())
            parameters.Add(name, Samples.GetValueOrDefault(name, "text"));

        await using var connection = new NpgsqlConnection(_connections.Pooled);
        return string.Join('\n', await connection.QueryAsync<string>("EXPLAIN " + sql, parameters));
    }

    [GeneratedRegex("@([a-zA-Z]+)")]
    private static partial Regex ParameterName();

    [GeneratedRegex("^(SELECT|INSERT|UPDATE|DELETE) ")]
    private static partial Regex StatementStart();
}
