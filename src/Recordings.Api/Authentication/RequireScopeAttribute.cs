using Microsoft.AspNetCore.Mvc.Filters;
using Recordings.Api.Access;
using Recordings.Api.Problems;
using Recordings.Application;
using Recordings.Application.Ports;
using Recordings.Domain.Access;
using Recordings.Domain.Workspaces;

namespace Recordings.Api.Authentication;

/// <summary>
/// The first three checks of every request to a workspace, in the contract's order: credentials, scope, workspace. They run
/// before the parameters are bound and before the body is read.
/// </summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class RequireScopeAttribute(Scope scope) : Attribute, IAsyncAuthorizationFilter
{
    public Scope Scope { get; } = scope;

    /// <summary>The scope that the request's action needs; null when it needs no credentials.</summary>
    public static Scope? Find(HttpContext context) => context.GetEndpoint()?.Metadata.GetMetadata<RequireScopeAttribute>()?.Scope;

    public async Task OnAuthorizationAsync(AuthorizationFilterContext context)
    {
        if (await FindFailureAsync(context.HttpContext) is { } failure)
            context.Result = new ProblemResult(failure);
    }

    private async Task<Failure?> FindFailureAsync(HttpContext http)
    {
        var access = RequestAccess.From(http);
        if (!access.IsAuthenticated)
            return BearerToken.Read(http.Request) is BearerToken.None ? Failures.AuthenticationRequired : Failures.InvalidToken;
        if (!access.Caller.Holds(Scope))
            return Failures.InsufficientScope(Scope);
        if (access.Workspace is not { } workspace)
            return Failures.Invalid(RouteNames.Workspace, RequestRules.Workspace);

        return access.Caller.BelongsTo(workspace) && await ExistsAsync(http, access.Caller, workspace) ? null : Failures.WorkspaceForbidden;
    }

    /// <summary>An API key cannot exist without its workspace, and workspaces are never removed. A token may claim any workspace.</summary>
    private static async ValueTask<bool> ExistsAsync(HttpContext http, Caller caller, WorkspaceId workspace) =>
        caller.Credential.Kind is CredentialKind.ApiKey
        || await http.RequestServices.GetRequiredService<IWorkspaces>().ExistsAsync(workspace, http.RequestAborted);
}
