namespace Recordings.Domain.Chats;

/// <summary>A tenant. Written as a lower-case UUID; read in any case, in the hyphenated form only.</summary>
public readonly record struct WorkspaceId(Guid Value)
{
    public static bool TryParse(string? text, out WorkspaceId workspace)
    {
        var parsed = Guid.TryParseExact(text, "D", out var value);
        workspace = new WorkspaceId(value);
        return parsed;
    }

    public override string ToString() => Value.ToString("D");
}
