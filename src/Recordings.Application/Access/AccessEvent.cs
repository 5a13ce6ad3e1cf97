using Recordings.Domain.Access;
using Recordings.Domain.Chats;
using Recordings.Domain.Workspaces;

namespace Recordings.Application.Access;

/// <summary>One access to a workspace for the audit: who did what, to which chat, and what came of it.</summary>
/// <param name="RequestId">Also in the X-Request-Id header and in the service's logs.</param>
/// <param name="Action">Such as <c>audio.read</c>; the HTTP method where the request reached no audited action.</param>
/// <param name="Credential">Of the caller, or of the caller who asked for the link; null when unknown.</param>
/// <param name="Member">A pseudonym. No other log contains it.</param>
/// <param name="Bytes">The bytes of audio that were sent; null when none were.</param>
public sealed record AccessEvent(
    string RequestId, string Action, AccessOutcome Outcome, CredentialId? Credential, MemberId? Member, WorkspaceId? Workspace,
    ChatId? Chat, SentBytes? Bytes);

/// <summary>First and last byte of a file that were sent, as Content-Range counts them.</summary>
public readonly record struct SentBytes(long First, long Last);

/// <summary>How an access ended.</summary>
/// <param name="Failure">The failure that answered it, for <see cref="AccessEnd.Failed"/>.</param>
public readonly record struct AccessOutcome(AccessEnd End, FailureCode? Failure = null);

public enum AccessEnd
{
    /// <summary>The answer was sent in full; it may be one without a body.</summary>
    Complete,

    /// <summary>The client disconnected.</summary>
    ClientLeft,

    /// <summary>The audio failed or ended early after its first byte, so the connection was aborted.</summary>
    Broken,

    /// <summary>A failure was the answer.</summary>
    Failed,
}
