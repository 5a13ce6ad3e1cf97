using Recordings.Api.Access;
using Recordings.Domain.Chats;
using Recordings.Domain.Workspaces;

namespace Recordings.Api.Links;

/// <summary>The URLs of a recording: route templates for the controllers, absolute URLs for responses.</summary>
internal static class RecordingRoutes
{
    public const string Chat = $"api/v2/w/{{{RouteNames.Workspace}}}/recordings/chat/{{{RouteNames.Chat}}}";
    public const string Audio = "audio.wav";
    public const string DownloadUrl = "download-url";
    public const string Chunk = "tracks/{track}/chunks/{sequence}";
    public const string Complete = "complete";

    /// <summary>Links that the service signs for its own folder. The signature covers the rest of the path too.</summary>
    public const string SignedLink = "links/{**signed}";

    public static Uri AudioOf(Uri origin, WorkspaceId workspace, ChatId chat) => Create(origin, workspace, chat, Audio);

    public static Uri DownloadUrlOf(Uri origin, WorkspaceId workspace, ChatId chat) => Create(origin, workspace, chat, DownloadUrl);

    private static Uri Create(Uri origin, WorkspaceId workspace, ChatId chat, string name)
    {
        var recording = Chat
            .Replace($"{{{RouteNames.Workspace}}}", workspace.ToString(), StringComparison.Ordinal)
            .Replace($"{{{RouteNames.Chat}}}", chat.ToString(), StringComparison.Ordinal);
        return new Uri(origin, $"/{recording}/{name}");
    }
}
