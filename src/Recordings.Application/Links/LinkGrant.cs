using Recordings.Domain;
using Recordings.Domain.Access;
using Recordings.Domain.Chats;
using Recordings.Domain.Workspaces;

namespace Recordings.Application.Links;

/// <summary>What a link that this service signed gives access to, and on whose behalf.</summary>
/// <param name="Key">The capture: a chat that was deleted and captured again is another one.</param>
/// <param name="Fingerprint">Of the rendition whose file the link names.</param>
/// <param name="Credential">The key or subject that asked for the link.</param>
/// <param name="Download">Saved by a browser instead of played.</param>
public sealed record LinkGrant(
    WorkspaceId Workspace, ChatId Chat, ChatKey Key, Sha256 Fingerprint, CredentialId Credential, bool Download);

/// <summary>The result of verifying a link. The signature is checked before the time.</summary>
public abstract record LinkVerdict
{
    private LinkVerdict()
    {
    }

    /// <summary>Not signed by this service, or altered since.</summary>
    public sealed record Invalid : LinkVerdict;

    /// <summary>Signed by this service, and past its end.</summary>
    public sealed record Expired(LinkGrant Grant) : LinkVerdict;

    /// <summary>Signed by this service, and still valid.</summary>
    public sealed record Granted(LinkGrant Grant) : LinkVerdict;
}
