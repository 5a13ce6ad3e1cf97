using Recordings.Application.Links;
using Recordings.Domain.Access;
using Recordings.Domain.Chats;
using Recordings.Domain.Recordings;
using Recordings.Domain.Workspaces;

namespace Recordings.Application.Reading;

/// <summary>The right under which one reading of audio goes on. <see cref="ReadingAccess"/> says whether it still holds.</summary>
/// <param name="Capture">A chat that was deleted and captured again has another key, so the right does not cover it.</param>
/// <param name="Credential">The key or subject that sent the request, or to which the link was issued.</param>
/// <param name="IsByLink">True for a link that the service signed; its failures do not say what happened to the chat.</param>
public sealed record ReadingRight(
    WorkspaceId Workspace, ChatId Chat, ChatKey Capture, CredentialId Credential, bool IsByLink)
{
    internal static ReadingRight Of(Caller caller, Recording recording) =>
        new(recording.Workspace, recording.Id, recording.Key, caller.Credential, IsByLink: false);

    internal static ReadingRight Of(LinkGrant grant) =>
        new(grant.Workspace, grant.Chat, grant.Key, grant.Credential, IsByLink: true);
}
