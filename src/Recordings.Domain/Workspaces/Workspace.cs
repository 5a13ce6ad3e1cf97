namespace Recordings.Domain.Workspaces;

/// <summary>A tenant: calls, keys and objects of one workspace are never seen from another.</summary>
/// <param name="Recording">Whether calls are recorded, and recordings can be read.</param>
public sealed record Workspace(WorkspaceId Id, string Name, bool Recording);
