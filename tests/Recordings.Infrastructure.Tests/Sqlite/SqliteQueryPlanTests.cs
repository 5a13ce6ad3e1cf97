using System.Diagnostics;
using System.Globalization;
using Dapper;
using Microsoft.Data.Sqlite;
using Recordings.Infrastructure.Sqlite;
using Recordings.Infrastructure.Tests.Disk;
using Recordings.Infrastructure.Tests.Sql;

namespace Recordings.Infrastructure.Tests.Sqlite;

/// <summary>Explains and runs every statement of the product on the embedded database.</summary>
[TestFixture]
public sealed class SqliteQueryPlanTests
{
    private const int Runs = 9;

    private readonly TemporaryData _data = new();
    private SqliteConnection _connection = null!;

    [OneTimeSetUp]
    public async Task Populate()
    {
        using var database = new SqliteDatabase(_data.Directory);
        await database.MigrateAsync(default);
        await PopulatedFile.FillAsync(_data.Directory.DatabaseFile, GrownDatabase.Chats);
        _connection = new SqliteConnection($"Data Source={_data.Directory.DatabaseFile};Pooling=False");
        await _connection.OpenAsync();
        await _connection.ExecuteAsync("PRAGMA foreign_keys = ON; PRAGMA synchronous = FULL;");
    }

    [OneTimeTearDown]
    public async Task Remove()
    {
        await _connection.DisposeAsync();
        SqliteConnection.ClearAllPools();
        _data.Dispose();
    }

    [TestCaseSource(typeof(ProductStatements), nameof(ProductStatements.Cases))]
    public async Task Statement_ManyRows_UsesIndexes(string name, string sql)
    {
        var steps = (await _connection.QueryAsync("EXPLAIN QUERY PLAN " + sql, ProductStatements.Parameters(sql)))
            .Select(row => (string)row.detail).ToArray();

        var milliseconds = await MedianAsync(sql);

        await TestContext.Out.WriteLineAsync(string.Create(
            CultureInfo.InvariantCulture, $"| {name} | {string.Join(", ", steps.Where(IsAccess))} | {milliseconds:0.000} |"));
        if (!ProductStatements.AnyRow.Contains(name))
            Assert.That(steps.Where(IsScan), Is.Empty);
    }

    private static bool IsAccess(string step) => step.StartsWith("SEARCH", StringComparison.Ordinal) || step.StartsWith("SCAN", StringComparison.Ordinal);

    /// <summary>A scan of a whole table. An index of only due rows does not count, and neither does the row of an INSERT.</summary>
    private static bool IsScan(string step) => step.StartsWith("SCAN", StringComparison.Ordinal)
        && !step.EndsWith("USING INDEX chats_by_assembly_due", StringComparison.Ordinal)
        && step != "SCAN CONSTANT ROW";

    /// <summary>Rolls each run back, so the time does not include a commit.</summary>
    private async Task<double> MedianAsync(string sql)
    {
        var times = new List<double>();
        for (var run = 0; run < Runs; run++)
        {
            await using var transaction = await _connection.BeginTransactionAsync();
            var started = Stopwatch.GetTimestamp();
            await _connection.ExecuteAsync(sql, ProductStatements.Parameters(sql), transaction);
            times.Add(Stopwatch.GetElapsedTime(started).TotalMilliseconds);
        }

        return times.Order().ElementAt(Runs / 2);
    }
}
