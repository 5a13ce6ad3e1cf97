using Recordings.Application.Administration;
using Recordings.Domain.Access;
using Recordings.Domain.Chats;
using Recordings.Domain.Workspaces;

namespace Recordings.Api.Tests.Running.Service;

/// <summary>Administration messages from the texts that tests hold.</summary>
internal static class Administer
{
    public static CreateKey CreateKey(string workspace, string member, string scopes, int? expiresInDays = null) =>
        new(WorkspaceOf(workspace), MemberId.From(member), [.. scopes.Split(' ').Select(ScopeOf)], expiresInDays);

    public static SetRecording SetRecording(string workspace, bool recording) => new(WorkspaceOf(workspace), recording);

    public static WorkspaceId WorkspaceOf(string text) =>
        WorkspaceId.TryParse(text, out var workspace) ? workspace : throw new ArgumentException(text, nameof(text));

    private static Scope ScopeOf(string word) =>
        ScopeNames.TryParse(word, out var scope) ? scope : throw new ArgumentException(word, nameof(word));
}
