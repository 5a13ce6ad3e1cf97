using System.Reflection;
using System.Text.RegularExpressions;
using Dapper;
using Recordings.Infrastructure.Sql;

namespace Recordings.Infrastructure.Tests.Sql;

/// <summary>All statements of the product, with a value for each parameter. Reflection finds them, so no new statement is missed.</summary>
internal static partial class ProductStatements
{
    /// <summary>Statements without a condition that need only the first row of a table.</summary>
    public static IReadOnlyList<string> AnyRow { get; } = ["SqlWorkspaces.SelectAny", "SqlDeletionQueue.SelectOwner"];

    public const string Recording = "SqlRecordings.SelectRecording";
    public const string NewChunk = "SqlCallWriter.InsertChunk";

    private static readonly DateTimeOffset Later = new(2100, 1, 1, 0, 0, 0, TimeSpan.Zero);

    /// <summary>Values of new rows, which no existing row may have.</summary>
    private static readonly Dictionary<string, object> New = new() { ["keyId"] = "new", ["digest"] = new byte[] { 1 } };

    /// <summary>Values of existing rows, except the chunk sequence, which is the next free one.</summary>
    private static readonly Dictionary<string, object> Samples = new()
    {
        ["workspace"] = GrownDatabase.LargeWorkspace,
        ["chat"] = GrownDatabase.SomeChat,
        ["chatId"] = GrownDatabase.SomeChat,
        ["id"] = GrownDatabase.SomeChat,
        ["track"] = "caller",
        ["sequence"] = GrownDatabase.ChunksOfAChat,
        ["keyId"] = "key-500",
        ["objectKey"] = "objects/500",
        ["digest"] = new byte[32],
        ["fingerprint"] = new byte[32],
        ["base"] = new byte[32],
        ["checksum"] = new byte[32],
        ["blockChecksums"] = new byte[20],
        ["limit"] = 64,
        ["maxChunks"] = 200_000,
        ["maxTracks"] = 65_536,
        ["chunkCount"] = GrownDatabase.ChunksOfAChat,
        ["second"] = 1_800_000_000L,
        ["rate"] = 8000,
        ["frames"] = 160L,
        ["sizeBytes"] = 364L,
        ["recording"] = true,
        ["startNs"] = 0L,
        ["sampleRate"] = 8000,
        ["channels"] = 1,
        ["payloadOffset"] = 0L,
        ["now"] = Later,
        ["dueAt"] = Later,
        ["startedAt"] = DateTimeOffset.UnixEpoch,
        ["endedAt"] = Later,
        ["createdAt"] = DateTimeOffset.UnixEpoch,
        ["expiresAt"] = Later,
    };

    public static IEnumerable<TestCaseData> Cases =>
        from statement in All
        select new TestCaseData(statement.Name, statement.Sql).SetArgDisplayNames(statement.Name);

    private static IEnumerable<(string Name, string Sql)> All =>
        from type in typeof(SqlDatabase).Assembly.GetTypes()
        where type.Namespace == typeof(SqlDatabase).Namespace && type != typeof(Migrations)
        from constant in type.GetFields(BindingFlags.NonPublic | BindingFlags.Public | BindingFlags.Static)
        where constant is { IsLiteral: true } && constant.FieldType == typeof(string)
        let sql = ((string)constant.GetRawConstantValue()!).TrimStart()
        where StatementStart().IsMatch(sql)
        orderby type.Name, constant.Name
        select ($"{type.Name}.{constant.Name}", sql);

    public static string SqlOf(string name) => All.Single(statement => statement.Name == name).Sql;

    /// <param name="sql">The statement with the parameters.</param>
    /// <param name="overrides">Values that replace the usual ones.</param>
    public static DynamicParameters Parameters(string sql, params (string Name, object Value)[] overrides)
    {
        var parameters = new DynamicParameters();
        foreach (var name in ParameterName().Matches(sql).Select(match => match.Groups[1].Value).Distinct())
            parameters.Add(name, IsNew(name, sql) ? New[name] : Samples.GetValueOrDefault(name, "text"));
        foreach (var (name, value) in overrides)
            parameters.Add(name, value);
        return parameters;
    }

    private static bool IsNew(string parameter, string sql) =>
        New.ContainsKey(parameter) && sql.StartsWith("INSERT", StringComparison.Ordinal);

    [GeneratedRegex("@([a-zA-Z]+)")]
    private static partial Regex ParameterName();

    [GeneratedRegex("^(SELECT|INSERT|UPDATE|DELETE) ")]
    private static partial Regex StatementStart();
}
