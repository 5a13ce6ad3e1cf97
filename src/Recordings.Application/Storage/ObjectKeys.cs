using System.Buffers;
using System.Globalization;
using Recordings.Domain;
using Recordings.Domain.Chats;
using Recordings.Domain.Workspaces;

namespace Recordings.Application.Storage;

/// <summary>Object keys are made here, from numbers and digests alone: nothing a caller wrote becomes part of one.</summary>
public static class ObjectKeys
{
    private static readonly SearchValues<char> NameCharacters =
        SearchValues.Create("0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz-.");

    /// <summary>Holds the name of the database whose objects these are.</summary>
    public const string Owner = "owner";

    /// <summary>Everything of one capture lies below this; ends in '/'.</summary>
    public static string Chat(WorkspaceId workspace, ChatId chat, ChatKey key) => $"workspaces/{workspace}/chats/{chat}/{key.Value}/";

    /// <summary>A new key on each call: two uploads under one number never meet.</summary>
    public static string NewChunk(WorkspaceId workspace, ChatId chat, ChatKey key) =>
        $"{Chat(workspace, chat, key)}chunks/{Guid.NewGuid():N}";

    public static string File(WorkspaceId workspace, ChatId chat, ChatKey key, Sha256 fingerprint) =>
        $"{Chat(workspace, chat, key)}recording-{fingerprint}.wav";

    /// <summary>The key, or prefix without its last '/', if it may be one that is made here.</summary>
    /// <exception cref="ArgumentException">It is not: no store looks anything up by it.</exception>
    public static string Validate(string objectKey)
    {
        foreach (var name in objectKey.AsSpan().Split('/'))
        {
            if (!IsName(objectKey.AsSpan(name)))
                throw new ArgumentException("Not an object key.", nameof(objectKey));
        }

        return objectKey;
    }

    /// <summary>The capture that a key was made for; null when it was not made here.</summary>
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
