using System.Reflection;
using System.Text.RegularExpressions;
using Dapper;
using Recordings.Infrastructure.Sql;

namespace Recordings.Infrastructure.Tests.Sql;

/// <summary>Every statement of the product with a value for each of its parameters. Found by reflection: a new one cannot be forgotten.</summary>
internal static partial class ProductStatements
{
    /// <summary>Whether there is any workspace at all, and the database's name: the first row will do.</summary>
    public static IReadOnlyList<string> OfAnyRow { get; } = ["SqlWorkspaces.SelectAny", "SqlDeletionQueue.SelectOwner"];

    public const string Recording = "SqlRecordings.SelectRecording";
    public const string NewChunk = "SqlCallWriter.InsertChunk";

    private static readonly DateTimeOffset Later = new(2100, 1, 1, 0, 0, 0, TimeSpan.Zero);

    /// <summary>What is added without being looked for first.</summary>
    private static readonly Dictionary<string, object> New = new() { ["keyId"] = "new", ["digest"] = new byte[] { 1 } };

    /// <summary>What the statements ask for is there, but a chunk's number, which is the next one's.</summary>
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

    /// <param name="sql">Whose parameters.</param>
    /// <param name="chosen">Values in place of the usual ones.</param>
    public static DynamicParameters Parameters(string sql, params (string Name, object Value)[] chosen)
    {
        var parameters = new DynamicParameters();
        foreach (var name in ParameterName().Matches(sql).Select(match => match.Groups[1].Value).Distinct())
            parameters.Add(name, IsNew(name, sql) ? New[name] : Samples.GetValueOrDefault(name, "text"));
        foreach (var (name, value) in chosen)
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
