using System.Globalization;
using System.Text.Json;
using Dapper;
using Npgsql;
using Recordings.Infrastructure.Tests.Sql;

namespace Recordings.Infrastructure.Tests.Postgres;

/// <summary>The plan and cost of a statement that was run and rolled back (EXPLAIN ANALYZE, BUFFERS).</summary>
/// <param name="Scans">The scans of tables and indexes, such as "Index Scan files_pkey".</param>
/// <param name="Buffers">Pages of 8 KiB that were read, from the cache or from the disk.</param>
internal sealed record ExplainedStatement(IReadOnlyList<string> Scans, IReadOnlyList<string> Tables, long Buffers, double Milliseconds)
{
    public static async Task<ExplainedStatement> RunAsync(
        string connectionString, string sql, params (string Name, object Value)[] overrides)
    {
        await using var connection = new NpgsqlConnection(connectionString);
        await connection.OpenAsync();
        await using var transaction = await connection.BeginTransactionAsync();
        var json = await connection.ExecuteScalarAsync<string>(
            "EXPLAIN (ANALYZE, BUFFERS, FORMAT JSON) " + sql, ProductStatements.Parameters(sql, overrides), transaction);

        var explained = JsonElement.Parse(json!)[0];
        var plan = explained.GetProperty("Plan");
        var nodes = NodesOf(plan).ToList();
        return new ExplainedStatement(
            [.. nodes.Where(IsScan).Select(Describe).Distinct()],
            [.. nodes.Where(node => node.TryGetProperty("Relation Name", out _)).Select(node => Text(node, "Relation Name")).Distinct()],
            plan.GetProperty("Shared Hit Blocks").GetInt64() + plan.GetProperty("Shared Read Blocks").GetInt64(),
            explained.GetProperty("Execution Time").GetDouble());
    }

    public override string ToString() =>
        string.Create(CultureInfo.InvariantCulture, $"{(Scans.Count > 0 ? string.Join(", ", Scans) : "–")} | {Buffers} | {Milliseconds:0.000}");

    private static IEnumerable<JsonElement> NodesOf(JsonElement plan) =>
        plan.TryGetProperty("Plans", out var below) ? [plan, .. below.EnumerateArray().SelectMany(NodesOf)] : [plan];

    private static bool IsScan(JsonElement node) => Text(node, "Node Type").EndsWith("Scan", StringComparison.Ordinal);

    private static string Describe(JsonElement node) => Text(node, "Node Type") + " "
        + (node.TryGetProperty("Index Name", out var index) ? index.GetString() : node.TryGetProperty("Relation Name", out var table) ? table.GetString() : "");

    private static string Text(JsonElement node, string name) => node.GetProperty(name).GetString()!;
}
