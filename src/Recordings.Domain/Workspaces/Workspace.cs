namespace Recordings.Domain.Workspaces;

/// <summary>A tenant. Its callers cannot see the calls, keys or objects of another workspace.</summary>
/// <param name="Recording">False: no call is recorded, and no recording can be read.</param>
public sealed record Workspace(WorkspaceId Id, string Name, bool Recording);

/// <summary>The UUID of a workspace. Written in lower case; read in any case, only in the hyphenated form.</summary>
public readonly record struct WorkspaceId(Guid Value)
{
    private const int Length = 36;

    public static bool TryParse(string? text, out WorkspaceId workspace)
    {
        // The check of the length is needed because Guid.TryParseExact accepts spaces around the text.
        Guid value = default;
        var parsed = text?.Length == Length && Guid.TryParseExact(text, "D", out value);
        workspace = new WorkspaceId(value);
        return parsed;
    }

    public override string ToString() => Value.ToString("D");
}
