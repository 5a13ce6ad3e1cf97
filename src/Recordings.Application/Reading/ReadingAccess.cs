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
    public async Task<Result<Recording>> FindAsync(ReadingRight right, CancellationToken cancellationToken)
    {
        var found = await FindReadableAsync(right, cancellationToken);
        return right.IsByLink && found.Failure is not null ? Failures.LinkRevoked : found;
    }

    private async Task<Result<Recording>> FindReadableAsync(ReadingRight right, CancellationToken cancellationToken)
    {
        if (await FindMemberAsync(right.Credential, cancellationToken) is not { } member)
            return Failures.InvalidToken;

        var recording = await recordings.FindAsync(right.Workspace, right.Chat, cancellationToken);
        return CheckReadable(recording?.Key == right.Capture ? recording : null, right.Chat, member);
    }

    /// <summary>The member of a key or subject; null when the key was revoked.</summary>
    private async Task<MemberId?> FindMemberAsync(CredentialId credential, CancellationToken cancellationToken)
    {
        if (credential.Kind is CredentialKind.Subject)
            return MemberId.TryParse(credential.Value, out var subject) ? subject : null;

        return await credentials.FindAsync(credential.Value, cancellationToken) is { RevokedAt: null } key ? key.Member : null;
    }
}
