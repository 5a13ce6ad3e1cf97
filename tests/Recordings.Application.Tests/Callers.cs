using Recordings.Domain.Access;
using Recordings.Domain.Chats;

namespace Recordings.Application.Tests;

/// <summary>Callers of the workspace of <see cref="RecordingRows"/>.</summary>
internal static class Callers
{
    public static Caller Create(string member = "agent-1", Scope scope = Scope.Read) =>
        new(MemberId.From(member), scope, [RecordingRows.Workspace], new CredentialId(CredentialKind.ApiKey, "key_1"));
}
