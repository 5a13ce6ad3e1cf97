namespace Recordings.Api.Access;

/// <summary>The names of the route values that every request to a recording has, as the contract spells them.</summary>
internal static class RouteNames
{
    public const string Workspace = "workspace_uuid";
    public const string Chat = "chat_id";
}
