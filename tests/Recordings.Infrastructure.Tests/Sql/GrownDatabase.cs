using System.Globalization;

namespace Recordings.Infrastructure.Tests.Sql;

/// <summary>How many calls a database holds when its statements are looked at, and which of them they ask for.</summary>
internal static class GrownDatabase
{
    private const string Variable = "RECORDINGS_TEST_CHATS";

    public const int ChunksOfAChat = 10;

    /// <summary>Few unless the environment says so: enough for an index to be worth more than a scan. A million takes minutes and several GB.</summary>
    public static int Chats { get; } = int.Parse(Environment.GetEnvironmentVariable(Variable) ?? "2000", CultureInfo.InvariantCulture);

    /// <summary>One of the middle, and of the workspace that has every second chat.</summary>
    public static long SomeChat => Chats / 4 * 2;

    /// <summary>Has ten thousand chunks more than the others.</summary>
    public const long LongChat = 2;

    public static Guid LargeWorkspace => Guid.Empty;

    /// <summary>A filled-in script: $chats and $chunks are the only numbers that vary.</summary>
    public static string Script(string text, int chats) => text
        .Replace("$chats", chats.ToString(CultureInfo.InvariantCulture), StringComparison.Ordinal)
        .Replace("$chunks", ChunksOfAChat.ToString(CultureInfo.InvariantCulture), StringComparison.Ordinal);
}
