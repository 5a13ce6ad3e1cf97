using Microsoft.AspNetCore.Http.Features;
using Recordings.Api.Links;
using Recordings.Domain.Access;
using Recordings.Domain.Recordings;
using Recordings.Domain.Workspaces;

namespace Recordings.Api.Authentication;

/// <summary>What <see cref="ApiKeyHandler"/> and <see cref="RequireScopeAttribute"/> have established about a request.</summary>
internal static class RequestIdentity
{
    public static Caller Caller(this HttpContext context) => context.Features.GetRequiredFeature<Caller>();

    /// <summary>What was read of the recording along with the caller's key; null: nothing yet.</summary>
    public static Recording? RecordingAtHand(this HttpContext context) => context.Features.Get<Recording>();

    public static WorkspaceId Workspace(this HttpContext context) =>
        WorkspaceId.TryParse(context.GetRouteValue(RouteNames.Workspace) as string, out var workspace)
            ? workspace
            : throw new InvalidOperationException("The workspace was not checked.");

    public static Scope? FindScopeNeeded(this HttpContext context) =>
        context.GetEndpoint()?.Metadata.GetMetadata<RequireScopeAttribute>()?.Scope;
}
