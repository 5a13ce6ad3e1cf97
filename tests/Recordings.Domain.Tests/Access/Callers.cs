using Recordings.Domain.Access;
using Recordings.Domain.Chats;
using Recordings.Domain.Workspaces;

namespace Recordings.Domain.Tests.Access;

/// <summary>Callers as the tests need them.</summary>
internal static class Callers
{
    public static Caller Create(string member, Scope? scope = Scope.Read, params WorkspaceId[] workspaces) =>
        new(MemberId.From(member), scope, workspaces, new CredentialId(CredentialKind.Subject, member));
}
