using System.Globalization;

namespace Recordings.Infrastructure.Tests.Sql;

/// <summary>The size of the database for query plans, and the calls that the statements select.</summary>
internal static class GrownDatabase
{
    private const string Variable = "RECORDINGS_TEST_CHATS";

    public const int ChunksOfAChat = 10;

    /// <summary>By default only so many that an index beats a scan. A million takes minutes and several GB.</summary>
    public static int Chats { get; } = int.Parse(Environment.GetEnvironmentVariable(Variable) ?? "2000", CultureInfo.InvariantCulture);

    /// <summary>A chat from the middle, in the workspace that has every second chat.</summary>
    public static long SomeChat => Chats / 4 * 2;

    /// <summary>A chat with ten thousand more chunks than the others.</summary>
    public const long LongChat = 2;

    public static Guid LargeWorkspace => Guid.Empty;

    /// <summary>Replaces $chats and $chunks in a script.</summary>
    public static string Script(string text, int chats) => text
        .Replace("$chats", chats.ToString(CultureInfo.InvariantCulture), StringComparison.Ordinal)
        .Replace("$chunks", ChunksOfAChat.ToString(CultureInfo.InvariantCulture), StringComparison.Ordinal);
}
