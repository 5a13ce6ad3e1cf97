using System.Text.RegularExpressions;

namespace Recordings.Api.Tests.Architecture;

/// <summary>Reads the product's source files in the checkout.</summary>
internal static partial class Sources
{
    public static string Root { get; } = FindRoot();

    public static IEnumerable<string> Files(string folder, string pattern) =>
        Directory.EnumerateFiles(Path.Combine(Root, "src", folder), pattern, SearchOption.AllDirectories)
            .Where(file => !file.Contains($"{Path.DirectorySeparatorChar}obj{Path.DirectorySeparatorChar}", StringComparison.Ordinal)
                && !file.Contains($"{Path.DirectorySeparatorChar}bin{Path.DirectorySeparatorChar}", StringComparison.Ordinal));

    /// <summary>Lines of code below a folder that match, each with its file. Comment lines are left out.</summary>
    public static string[] Lines(string folder, string pattern) =>
    [
        .. from file in Files(folder, "*.cs")
           from line in File.ReadLines(file)
           where !Comment().IsMatch(line) && Regex.IsMatch(line, pattern)
           select $"{Path.GetRelativePath(Root, file)}: {line.Trim()}",
    ];

    public static string[] References(string project, string item) =>
        [.. ReferenceItem().Matches(File.ReadAllText(Path.Combine(Root, "src", project, project + ".csproj")))
            .Where(match => match.Groups["item"].Value == item)
            .Select(match => match.Groups["name"].Value.Split('/')[^1])];

    private static string FindRoot()
    {
        var folder = AppContext.BaseDirectory;
        while (!File.Exists(Path.Combine(folder, "Recordings.sln")))
            folder = Path.GetDirectoryName(folder) ?? throw new DirectoryNotFoundException("The tests do not run in a checkout.");
        return folder;
    }

    [GeneratedRegex(@"^\s*//")]
    private static partial Regex Comment();

    [GeneratedRegex("""<(?<item>PackageReference|ProjectReference)\s+Include="(?<name>[^"]+?)(\.csproj)?"\s*/?>""")]
    private static partial Regex ReferenceItem();
}
