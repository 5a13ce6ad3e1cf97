using Recordings.Domain.Access;
using Recordings.Domain.Chats;
using Recordings.Domain.Workspaces;

namespace Recordings.Application.Access;

/// <summary>One access to a workspace, for the audit: who did what to which chat, and how it ended.</summary>
/// <param name="RequestId">Also in the X-Request-Id header and in the service's logs.</param>
/// <param name="Action">Such as <c>audio.read</c>; the HTTP method if the action has no name in the audit.</param>
/// <param name="Credential">The caller's credential, or that of the caller who asked for the link; null when unknown.</param>
/// <param name="Member">A pseudonym. No other log contains it.</param>
/// <param name="Bytes">
/// The audio bytes that were sent, or that will be sent for <see cref="AccessEnd.Begun"/>; null when there are none.
/// </param>
public sealed record AccessEvent(
    string RequestId, string Action, AccessOutcome Outcome, CredentialId? Credential, MemberId? Member, WorkspaceId? Workspace,
    ChatId? Chat, SentBytes? Bytes)
{
    /// <summary>What the access changed in the description of a private chat; null when nothing.</summary>
    public DescriptionChange? Change { get; init; }
}

/// <summary>First and last byte of a file that were sent: zero-based and inclusive, as in Content-Range.</summary>
public readonly record struct SentBytes(long First, long Last);

/// <summary>How far an access came.</summary>
/// <param name="Failure">The failure that was sent, for <see cref="AccessEnd.Failed"/>.</param>
public readonly record struct AccessOutcome(AccessEnd End, FailureCode? Failure = null);

public enum AccessEnd
{
    /// <summary>A read of audio begins: no byte has been read or sent. A second event with the same request id tells its end.</summary>
    Begun,

    /// <summary>The whole answer was sent, with or without a body.</summary>
    Complete,

    /// <summary>The client disconnected.</summary>
    ClientLeft,

    /// <summary>The audio failed or ended early after its first byte, so the connection was aborted.</summary>
    Broken,

    /// <summary>The answer was a failure.</summary>
    Failed,
}
