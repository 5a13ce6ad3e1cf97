namespace Recordings.Domain.Access;

/// <summary>The names of the scopes in credentials: whole words, case-sensitive (RFC 6749 §3.3).</summary>
public static class ScopeNames
{
    /// <exception cref="ArgumentOutOfRangeException">The value is not a scope.</exception>
    public static string NameOf(Scope scope) => scope switch
    {
        Scope.Read => "chats:read",
        Scope.Write => "chats:write",
        Scope.Admin => "chats:admin",
        _ => throw new ArgumentOutOfRangeException(nameof(scope)),
    };

    public static bool TryParse(string word, out Scope scope)
    {
        scope = word switch
        {
            "chats:read" => Scope.Read,
            "chats:write" => Scope.Write,
            "chats:admin" => Scope.Admin,
            _ => default,
        };
        return scope != default;
    }

    /// <summary>The widest scope among the words; null when no word is a scope.</summary>
    public static Scope? Widest(IEnumerable<string> words) =>
        words.Select(word => TryParse(word, out var scope) ? scope : (Scope?)null).Max();
}
