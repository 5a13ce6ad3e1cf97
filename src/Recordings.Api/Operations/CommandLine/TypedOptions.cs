using System.CommandLine;
using System.CommandLine.Parsing;
using Recordings.Application;
using Recordings.Domain.Access;
using Recordings.Domain.Chats;
using Recordings.Domain.Workspaces;

namespace Recordings.Api.Operations.CommandLine;

/// <summary>Options and arguments whose text becomes a typed value while the command line is parsed.</summary>
internal static class TypedOptions
{
    public static Option<WorkspaceId> Workspace() => new("--workspace")
    {
        Required = true,
        Description = "The workspace's UUID.",
        CustomParser = ParseWorkspace,
    };

    public static Option<WorkspaceId?> Uuid() => new("--uuid")
    {
        Description = "The workspace's UUID. Without it, a new one is generated.",
        CustomParser = result => ParseWorkspace(result),
    };

    public static Argument<WorkspaceId> WorkspaceArgument() => new("uuid")
    {
        Description = "The workspace.",
        CustomParser = ParseWorkspace,
    };

    public static Option<MemberId> Member() => new("--member")
    {
        Required = true,
        Description = "The member whose key it is.",
        CustomParser = result => MemberId.TryParse(Text(result), out var member) ? member : Reject<MemberId>(result, RequestRules.Member),
    };

    public static Option<Scope[]> Scopes() => new("--scopes")
    {
        Required = true,
        Description = "For example \"chats:read chats:write\".",
        CustomParser = ParseScopes,
    };

    private static WorkspaceId ParseWorkspace(ArgumentResult result) =>
        WorkspaceId.TryParse(Text(result), out var workspace) ? workspace : Reject<WorkspaceId>(result, RequestRules.Workspace);

    private static Scope[]? ParseScopes(ArgumentResult result)
    {
        var words = Text(result).Split(' ', StringSplitOptions.RemoveEmptyEntries);
        var scopes = words.Select(word => ScopeNames.TryParse(word, out var scope) ? scope : default).Distinct().ToArray();
        return scopes.Length > 0 && !scopes.Contains(default) ? scopes : Reject<Scope[]>(result, RequestRules.Scopes);
    }

    private static string Text(ArgumentResult result) => result.Tokens.Count == 1 ? result.Tokens[0].Value : "";

    private static T? Reject<T>(ArgumentResult result, string rule)
    {
        result.AddError(rule);
        return default;
    }
}
