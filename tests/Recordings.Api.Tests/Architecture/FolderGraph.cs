using System.Text.RegularExpressions;

namespace Recordings.Api.Tests.Architecture;

/// <summary>
/// The uses between the folders of a project. A node is a folder, or a file in the project's root folder: a registration there
/// uses every folder, and every folder uses the values there.
/// </summary>
internal sealed partial class FolderGraph
{
    private readonly Dictionary<string, HashSet<string>> _uses = [];

    /// <param name="sources">The path relative to the project and the text of each file.</param>
    public FolderGraph(string project, IReadOnlyCollection<(string Path, string Text)> sources)
    {
        var types = sources
            .SelectMany(source => Declaration().Matches(source.Text).Select(match => (Namespace: NamespaceOf(project, source.Path), Name: match.Groups["name"].Value, Node: NodeOf(source.Path))))
            .ToLookup(type => type.Namespace);
        foreach (var (path, text) in sources)
        {
            var words = Word().Matches(Text().Replace(text, "")).Select(match => match.Value).ToHashSet();
            var used = Visible(NamespaceOf(project, path), text).SelectMany(name => types[name]).Where(type => words.Contains(type.Name));
            foreach (var type in used.Where(type => type.Node != NodeOf(path)))
                Add(NodeOf(path), type.Node);
        }
    }

    /// <summary>The nodes of one circle, in order of use; null when there is none.</summary>
    public IReadOnlyList<string>? FindCircle()
    {
        var finished = new HashSet<string>();
        return _uses.Keys.Select(node => FindCircle(node, [], finished)).FirstOrDefault(circle => circle is not null);
    }

    private List<string>? FindCircle(string node, List<string> path, HashSet<string> finished)
    {
        if (path.IndexOf(node) is var start and >= 0)
            return path[start..];
        if (finished.Contains(node))
            return null;

        path.Add(node);
        var circle = _uses.GetValueOrDefault(node, []).Select(next => FindCircle(next, path, finished)).FirstOrDefault(found => found is not null);
        path.RemoveAt(path.Count - 1);
        finished.Add(node);
        return circle;
    }

    private void Add(string node, string used)
    {
        if (!_uses.TryGetValue(node, out var all))
            _uses.Add(node, all = []);
        all.Add(used);
    }

    /// <summary>The namespaces of using directives, the file's own namespace, and its parents.</summary>
    private static IEnumerable<string> Visible(string own, string text)
    {
        foreach (Match match in Using().Matches(text))
            yield return match.Groups["name"].Value;
        for (var name = own; name.Contains('.', StringComparison.Ordinal); name = name[..name.LastIndexOf('.')])
            yield return name;
    }

    private static string NodeOf(string path) => Path.GetDirectoryName(path) is { Length: > 0 } folder ? folder : path;

    private static string NamespaceOf(string project, string path) =>
        string.Join('.', [project, .. Path.GetDirectoryName(path)!.Split(Path.DirectorySeparatorChar, StringSplitOptions.RemoveEmptyEntries)]);

    [GeneratedRegex(@"^(?:public |internal )?(?:(?:static|sealed|abstract|readonly|partial|ref) )*(?:class|record struct|record|struct|enum|interface|delegate \w+) (?<name>\w+)", RegexOptions.Multiline)]
    private static partial Regex Declaration();

    [GeneratedRegex(@"^using (?:static )?(?<name>Recordings\.[\w.]+);", RegexOptions.Multiline)]
    private static partial Regex Using();

    [GeneratedRegex("""
        "(?:[^"\\\n]|\\.)*"
        """)]
    private static partial Regex Text();

    [GeneratedRegex(@"\w+")]
    private static partial Regex Word();
}
