using Microsoft.AspNetCore.Mvc.Filters;
using Recordings.Api.Links;
using Recordings.Api.Problems;
using Recordings.Application;
using Recordings.Application.Ports;
using Recordings.Domain.Access;
using Recordings.Domain.Workspaces;

namespace Recordings.Api.Authentication;

/// <summary>
/// The first three checks of every request to a workspace, in the order in which callers are told: credentials, scope,
/// workspace. Runs before anything of the request is bound or read.
/// </summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class RequireScopeAttribute(Scope scope) : Attribute, IAsyncAuthorizationFilter
{
    public Scope Scope { get; } = scope;

    public async Task OnAuthorizationAsync(AuthorizationFilterContext context)
    {
        if (await RefusalAsync(context.HttpContext) is { } refusal)
            context.Result = new ProblemResult(refusal);
    }

    private async Task<Failure?> RefusalAsync(HttpContext http)
    {
        if (http.Features.Get<Caller>() is not { } caller)
            return Unauthenticated(http);
        if (!caller.Holds(Scope))
            return new Failure(FailureCode.InsufficientScope, $"This needs the scope {ScopeNames.NameOf(Scope)}.") { NeededScope = Scope };
        if (!WorkspaceId.TryParse(http.GetRouteValue(RouteNames.Workspace) as string, out var workspace))
            return Failure.Invalid(RouteNames.Workspace, "A workspace is a UUID in hyphenated form.");

        return caller.BelongsTo(workspace) && await ExistsAsync(http, caller, workspace)
            ? null
            : new Failure(FailureCode.WorkspaceForbidden, "These credentials are not of this workspace.");
    }

    private static Failure Unauthenticated(HttpContext http) =>
        BearerToken.Read(http.Request) is BearerToken.None
            ? new Failure(FailureCode.AuthenticationRequired, "Send an API key or a token as Authorization: Bearer.")
            : new Failure(FailureCode.InvalidToken, "The credentials are unknown, malformed, expired or revoked.");

    /// <summary>An API key cannot be made without its workspace, and no workspace is ever removed; a token may claim any.</summary>
    private static async ValueTask<bool> ExistsAsync(HttpContext http, Caller caller, WorkspaceId workspace) =>
        caller.Credential.Kind is CredentialKind.ApiKey
        || await http.RequestServices.GetRequiredService<IWorkspaces>().ExistsAsync(workspace, http.RequestAborted);
}
