using System.Text.RegularExpressions;

namespace Recordings.Reliability.Tests.Faults;

/// <summary>One call in the log of strace: its text and the numbers of its first and last line.</summary>
internal sealed partial record SystemCall(string Name, string Text, int Start, int End)
{
    /// <summary>The file names among the arguments, in order.</summary>
    public IReadOnlyList<string> Paths => [.. Quoted().Matches(Text).Select(match => match.Groups[1].Value)];

    /// <summary>True when the call's descriptor refers to this file.</summary>
    public bool HasDescriptorOf(string path) => Text.Contains($"<{path}>", StringComparison.Ordinal);

    [GeneratedRegex("\"(/[^\"]*)\"")]
    private static partial Regex Quoted();
}
