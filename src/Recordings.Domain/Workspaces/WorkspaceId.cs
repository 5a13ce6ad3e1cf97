namespace Recordings.Domain.Workspaces;

/// <summary>A tenant. Written as a lower-case UUID; read in any case, in the hyphenated form only.</summary>
public readonly record struct WorkspaceId(Guid Value)
{
    private const int Length = 36;

    public static bool TryParse(string? text, out WorkspaceId workspace)
    {
        // Guid.TryParseExact accepts spaces around the text.
        Guid value = default;
        var parsed = text?.Length == Length && Guid.TryParseExact(text, "D", out value);
        workspace = new WorkspaceId(value);
        return parsed;
    }

    public override string ToString() => Value.ToString("D");
}
