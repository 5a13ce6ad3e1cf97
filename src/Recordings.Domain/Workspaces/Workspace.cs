namespace Recordings.Domain.Workspaces;

/// <summary>A tenant. No workspace can see the calls, keys or objects of another.</summary>
/// <param name="Recording">True when calls are recorded and recordings can be read.</param>
public sealed record Workspace(WorkspaceId Id, string Name, bool Recording);
