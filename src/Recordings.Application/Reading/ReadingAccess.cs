using Recordings.Application.Ports;
using Recordings.Domain.Access;
using Recordings.Domain.Chats;
using Recordings.Domain.Recordings;

namespace Recordings.Application.Reading;

/// <summary>
/// The one check of who may read a recording's audio: when it is requested, when a link is issued or followed, and while audio is sent.
/// </summary>
public sealed class ReadingAccess(IRecordings recordings, ICredentials credentials)
{
    /// <summary>The recording, if the member may see that it exists. Null stands for a chat that does not exist.</summary>
    internal static Result<Recording> CheckVisible(Recording? recording, ChatId chat, MemberId member)
    {
        if (recording is null)
            return Failures.ChatNotFound(chat);

        return AccessPolicy.MayRead(member, recording.Chat) is AccessDecision.Allowed ? recording : Failures.PrivateChat;
    }

    /// <summary>The recording, if the member may read it and it has audio. Null stands for a chat that does not exist.</summary>
    internal static Result<Recording> CheckReadable(Recording? recording, ChatId chat, MemberId member)
    {
        var visible = CheckVisible(recording, chat, member);
        return visible.TryGet(out var found, out _) && Failures.Find(found.Availability) is { } failure ? failure : visible;
    }

    /// <summary>
    /// The recording if the right still holds, else the first reason why not. A credential's expiry ends nothing that has begun; a
    /// token cannot be revoked.
    /// </summary>
    /// <exception cref="DependencyUnavailableException">The database is unavailable, so nothing is known about the right.</exception>
    public async Task<Result<Recording>> FindAsync(ReadingRight right, CancellationToken cancellationToken) =>
        (await CheckAsync(right, cancellationToken)).Recording;

    /// <summary>The same, and the member who has the right; null when no key has its id.</summary>
    /// <exception cref="DependencyUnavailableException">The database is unavailable, so nothing is known about the right.</exception>
    internal async Task<(MemberId? Member, Result<Recording> Recording)> CheckAsync(
        ReadingRight right, CancellationToken cancellationToken)
    {
        var (member, isRevoked) = await FindMemberAsync(right.Credential, cancellationToken);
        var found = member is null || isRevoked ? Failures.InvalidToken : await FindReadableAsync(right, member, cancellationToken);
        return (member, right.IsByLink && found.Failure is not null ? Failures.LinkRevoked : found);
    }

    private async Task<Result<Recording>> FindReadableAsync(ReadingRight right, MemberId member, CancellationToken cancellationToken)
    {
        var recording = await recordings.FindAsync(right.Workspace, right.Chat, cancellationToken);
        return CheckReadable(recording?.Key == right.Capture ? recording : null, right.Chat, member);
    }

    /// <summary>The member of a key or subject; null when there is none. Only a key can be revoked.</summary>
    private async Task<(MemberId? Member, bool IsRevoked)> FindMemberAsync(CredentialId credential, CancellationToken cancellationToken)
    {
        if (credential.Kind is CredentialKind.Subject)
            return (MemberId.TryParse(credential.Value, out var subject) ? subject : null, false);

        var key = await credentials.FindAsync(credential.Value, cancellationToken);
        return (key?.Member, key?.RevokedAt is not null);
    }
}
