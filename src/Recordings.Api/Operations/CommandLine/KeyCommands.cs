using System.CommandLine;
using Recordings.Application.Administration;
using Recordings.Domain.Access;

namespace Recordings.Api.Operations.CommandLine;

internal static class KeyCommands
{
    public static Command Create() => new("keys", "API keys.") { CreateOne(), List(), Revoke() };

    private static Command CreateOne()
    {
        var (workspace, member, scopes) = (TypedOptions.Workspace(), TypedOptions.Member(), TypedOptions.Scopes());
        var days = new Option<int?>("--expires-in-days") { Description = "Without it, the key never expires." };
        var command = new Command("create", "Creates a key and prints it. It cannot be printed again.") { workspace, member, scopes, days };
        command.SetAction((parsed, cancellationToken) => Administration.RunAsync(
            new CreateKey(
                parsed.GetRequiredValue(workspace), parsed.GetRequiredValue(member), parsed.GetRequiredValue(scopes), parsed.GetValue(days)),
            Describe,
            cancellationToken));
        return command;
    }

    private static Command List()
    {
        var workspace = TypedOptions.Workspace();
        var command = new Command("list", "Lists a workspace's keys without their text.") { workspace };
        command.SetAction((parsed, cancellationToken) => Administration.RunAsync(
            new ListKeys(parsed.GetRequiredValue(workspace)), list => new { Keys = list.Keys.Select(Describe) }, cancellationToken));
        return command;
    }

    private static Command Revoke()
    {
        var keyId = new Argument<string>("key-id") { Description = "The key_id that create and list print." };
        var command = new Command("revoke", "Revokes a key at once.") { keyId };
        command.SetAction((parsed, cancellationToken) => Administration.RunAsync(
            new RevokeKey(parsed.GetRequiredValue(keyId)), revoked => new { revoked.KeyId, revoked.RevokedAt }, cancellationToken));
        return command;
    }

    private static object Describe(CreatedKey created) => new
    {
        created.Key.KeyId,
        Key = created.Text,
        WorkspaceUuid = created.Key.Workspace.ToString(),
        MemberId = created.Key.Member.Value,
        Scopes = ScopesOf(created.Key),
        created.Key.CreatedAt,
        created.Key.ExpiresAt,
    };

    private static object Describe(ApiKey key) => new
    {
        key.KeyId,
        MemberId = key.Member.Value,
        Scopes = ScopesOf(key),
        key.CreatedAt,
        key.ExpiresAt,
        key.RevokedAt,
    };

    private static string[] ScopesOf(ApiKey key) => [.. key.Scopes.Select(ScopeNames.NameOf)];
}
