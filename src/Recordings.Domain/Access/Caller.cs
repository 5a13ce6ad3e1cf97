using Recordings.Domain.Chats;
using Recordings.Domain.Workspaces;

namespace Recordings.Domain.Access;

/// <summary>Who asks: the person, what the credential allows, where, and which credential it was.</summary>
public sealed record Caller(MemberId Member, Scope? Scope, IReadOnlyList<WorkspaceId> Workspaces, CredentialId Credential)
{
    public bool Holds(Scope needed) => Scope >= needed;

    public bool BelongsTo(WorkspaceId workspace) => Workspaces.Contains(workspace);
}
