using Recordings.Domain.Chats;
using Recordings.Domain.Workspaces;

namespace Recordings.Domain.Access;

/// <summary>The member who sends a request, with the credential that the request carries.</summary>
/// <param name="Member">The person.</param>
/// <param name="Scope">The widest scope of the credential; null when it has none.</param>
/// <param name="Workspaces">The workspaces in which the credential is valid.</param>
/// <param name="Credential">Names the credential.</param>
public sealed record Caller(MemberId Member, Scope? Scope, IReadOnlyList<WorkspaceId> Workspaces, CredentialId Credential)
{
    public bool Holds(Scope needed) => Scope >= needed;

    public bool BelongsTo(WorkspaceId workspace) => Workspaces.Contains(workspace);
}
