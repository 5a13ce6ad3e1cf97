using System.Buffers;
using System.Globalization;
using Recordings.Domain;
using Recordings.Domain.Chats;
using Recordings.Domain.Workspaces;

namespace Recordings.Application.Storage;

/// <summary>Makes object keys, from numbers and digests alone: no text of a caller becomes part of a key.</summary>
public static class ObjectKeys
{
    private static readonly SearchValues<char> NameCharacters =
        SearchValues.Create("0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz-.");

    /// <summary>The object that holds the id of the database to which the store belongs.</summary>
    public const string Owner = "owner";

    /// <summary>The prefix of all objects of one capture; ends in '/'.</summary>
    public static string Chat(WorkspaceId workspace, ChatId chat, ChatKey key) => $"workspaces/{workspace}/chats/{chat}/{key.Value}/";

    /// <summary>A new key on each call, so that two uploads of one sequence number do not overwrite each other.</summary>
    public static string NewChunk(WorkspaceId workspace, ChatId chat, ChatKey key) =>
        $"{Chat(workspace, chat, key)}chunks/{Guid.NewGuid():N}";

    public static string File(WorkspaceId workspace, ChatId chat, ChatKey key, Sha256 fingerprint) =>
        $"{Chat(workspace, chat, key)}recording-{fingerprint}.wav";

    /// <summary>Returns the argument if it has the form of a key, or of a prefix without its last '/'.</summary>
    /// <exception cref="ArgumentException">The argument has another form, so no store may use it.</exception>
    public static string Validate(string objectKey)
    {
        foreach (var name in objectKey.AsSpan().Split('/'))
        {
            if (!IsName(objectKey.AsSpan(name)))
                throw new ArgumentException("Not an object key.", nameof(objectKey));
        }

        return objectKey;
    }

    /// <summary>The capture to which a key belongs; null when the key has another form.</summary>
    public static (WorkspaceId Workspace, ChatKey Chat)? CaptureOf(string objectKey)
    {
        var parts = objectKey.Split('/');
        return parts is ["workspaces", var workspace, "chats", _, var key, ..]
            && WorkspaceId.TryParse(workspace, out var uuid)
            && long.TryParse(key, NumberStyles.None, CultureInfo.InvariantCulture, out var value)
            ? (uuid, new ChatKey(value))
            : null;
    }

    private static bool IsName(ReadOnlySpan<char> name) =>
        name.Length > 0 && name[0] != '.' && !name.ContainsAnyExcept(NameCharacters);
}
