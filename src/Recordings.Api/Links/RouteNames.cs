namespace Recordings.Api.Links;

/// <summary>The names of route values, as the contract spells them.</summary>
internal static class RouteNames
{
    public const string Workspace = "workspace_uuid";
    public const string Chat = "chat_id";
}
