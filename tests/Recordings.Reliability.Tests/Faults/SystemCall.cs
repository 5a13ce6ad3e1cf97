using System.Text.RegularExpressions;

namespace Recordings.Reliability.Tests.Faults;

/// <summary>One call as strace saw it: the lines of its log on which it began and ended, and what stood there.</summary>
internal sealed partial record SystemCall(string Name, string Text, int Start, int End)
{
    /// <summary>File names among the arguments, in order.</summary>
    public IReadOnlyList<string> Paths => [.. Quoted().Matches(Text).Select(match => match.Groups[1].Value)];

    /// <summary>Whether its descriptor is open on this file.</summary>
    public bool IsAbout(string path) => Text.Contains($"<{path}>", StringComparison.Ordinal);

    [GeneratedRegex("\"(/[^\"]*)\"")]
    private static partial Regex Quoted();
}
