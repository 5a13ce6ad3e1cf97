using Recordings.Domain;
using Recordings.Domain.Access;
using Recordings.Domain.Chats;
using Recordings.Domain.Workspaces;

namespace Recordings.Application.Links;

/// <summary>The content of a link that this service signed: a file, and the credential that asked for the link.</summary>
/// <param name="Key">The capture. A chat that was deleted and captured again has another key.</param>
/// <param name="Fingerprint">Of the rendition.</param>
/// <param name="Credential">The key or subject that asked for the link.</param>
/// <param name="Download">True when a browser saves the file instead of playing it.</param>
public sealed record LinkGrant(
    WorkspaceId Workspace, ChatId Chat, ChatKey Key, Sha256 Fingerprint, CredentialId Credential, bool Download);

/// <summary>The result of verifying a link. The signature is checked before the time.</summary>
public abstract record LinkVerdict
{
    private LinkVerdict()
    {
    }

    /// <summary>Not signed by this service, or altered later.</summary>
    public sealed record Invalid : LinkVerdict;

    /// <summary>Signed by this service, but expired.</summary>
    public sealed record Expired(LinkGrant Grant) : LinkVerdict;

    /// <summary>Signed by this service, and still valid.</summary>
    public sealed record Granted(LinkGrant Grant) : LinkVerdict;
}
