namespace Recordings.Application.Administration.CreateKey;

internal static class ScopeWords
{
    public static string[] Split(string text) => text.Split(' ', StringSplitOptions.RemoveEmptyEntries);
}
