using System.Globalization;
using Recordings.Domain;
using Recordings.Domain.Chats;

namespace Recordings.Application.Ports;

/// <summary>Object keys are made here, from numbers and digests alone: nothing a caller wrote becomes part of one.</summary>
public static class ObjectKeys
{
    /// <summary>Everything of one capture lies below this; ends in '/'.</summary>
    public static string Chat(WorkspaceId workspace, ChatId chat, ChatKey key) => $"workspaces/{workspace}/chats/{chat}/{key.Value}/";

    /// <summary>A new key on each call: two uploads under one number never meet.</summary>
    public static string NewChunk(WorkspaceId workspace, ChatId chat, ChatKey key) =>
        $"{Chat(workspace, chat, key)}chunks/{Guid.NewGuid():N}";

    public static string File(WorkspaceId workspace, ChatId chat, ChatKey key, Sha256 fingerprint) =>
        $"{Chat(workspace, chat, key)}recording-{fingerprint}.wav";

    /// <summary>The names between the slashes of a key, or of a prefix without its last '/'.</summary>
    /// <exception cref="ArgumentException">Not a key that is made here: no store looks anything up by it.</exception>
    public static string[] Parts(string objectKey)
    {
        var parts = objectKey.Split('/');
        return Array.TrueForAll(parts, IsName) ? parts : throw new ArgumentException("Not an object key.", nameof(objectKey));
    }

    /// <summary>The capture that a key was made for; null when it was not made here.</summary>
    public static ChatKey? ChatOf(string objectKey)
    {
        var parts = objectKey.Split('/');
        return parts is ["workspaces", _, "chats", _, var key, ..]
            && long.TryParse(key, NumberStyles.None, CultureInfo.InvariantCulture, out var value)
            ? new ChatKey(value)
            : null;
    }

    private static bool IsName(string part) =>
        part.Length > 0 && part[0] != '.' && part.All(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '.');
}
