using Recordings.Domain.Workspaces;

namespace Recordings.Application.Ports;

public interface IWorkspaces
{
    Task<bool> ExistsAsync(WorkspaceId workspace, CancellationToken cancellationToken);

    Task<bool> AnyAsync(CancellationToken cancellationToken);

    /// <summary>False when the id is taken.</summary>
    Task<bool> AddAsync(Workspace workspace, DateTimeOffset now, CancellationToken cancellationToken);

    /// <summary>Null when there is no such workspace.</summary>
    Task<Workspace?> SetRecordingAsync(WorkspaceId workspace, bool recording, CancellationToken cancellationToken);
}
