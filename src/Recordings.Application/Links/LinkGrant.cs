using Recordings.Domain;
using Recordings.Domain.Access;
using Recordings.Domain.Chats;
using Recordings.Domain.Workspaces;

namespace Recordings.Application.Links;

/// <summary>What a genuine link names.</summary>
public sealed record LinkGrant(
    WorkspaceId Workspace, ChatId Chat, ChatKey Key, Sha256 Fingerprint, CredentialId Credential, bool Download);

/// <summary>Invalid, expired, or the grant; the signature is judged before the time.</summary>
public abstract record LinkVerdict
{
    private LinkVerdict()
    {
    }

    public sealed record Invalid : LinkVerdict;

    public sealed record Expired(LinkGrant Grant) : LinkVerdict;

    public sealed record Granted(LinkGrant Grant) : LinkVerdict;
}
