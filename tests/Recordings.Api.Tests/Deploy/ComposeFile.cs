using System.Text.RegularExpressions;
using Recordings.Api.Tests.Architecture;

namespace Recordings.Api.Tests.Deploy;

/// <summary>The services of deploy/compose.yaml as texts, each with the texts of the anchors that it merges.</summary>
internal static partial class ComposeFile
{
    public static IReadOnlyDictionary<string, string> Services { get; } = Read();

    private static Dictionary<string, string> Read()
    {
        var text = Comment().Replace(File.ReadAllText(Path.Combine(Sources.Root, "deploy", "compose.yaml")), "");
        var parts = TopLevel().Split(text).Where(part => part.Contains(':', StringComparison.Ordinal)).ToList();
        var anchors = parts.Select(part => Anchor().Match(part)).Where(match => match.Success)
            .ToDictionary(match => match.Groups[1].Value, match => match.Groups[2].Value);
        var services = parts.Single(part => part.StartsWith("services:", StringComparison.Ordinal));
        return Service().Matches(services).ToDictionary(match => match.Groups[1].Value, match => Merge(match.Groups[2].Value, anchors));
    }

    private static string Merge(string text, IReadOnlyDictionary<string, string> anchors) =>
        Reference().Replace(text, match => Merge(anchors[match.Groups[1].Value], anchors));

    [GeneratedRegex(@"(^|\s)#.*$", RegexOptions.Multiline)]
    private static partial Regex Comment();

    [GeneratedRegex(@"^(?=[a-z])", RegexOptions.Multiline)]
    private static partial Regex TopLevel();

    [GeneratedRegex(@"^x-[a-z]+: &([a-z]+)(.*)$", RegexOptions.Singleline)]
    private static partial Regex Anchor();

    [GeneratedRegex(@"^  ([a-z0-9-]+):((?: .*)?\n(?:(?:    .*)?\n)*)", RegexOptions.Multiline)]
    private static partial Regex Service();

    [GeneratedRegex(@"(?<=(?:<<:|^) ?)\*([a-z]+)", RegexOptions.Multiline)]
    private static partial Regex Reference();
}
