using MediatR;
using Recordings.Application.Ports;
using Recordings.Domain.Workspaces;

namespace Recordings.Application.Administration;

/// <summary>Turns recording on or off for a workspace. Off: no audio is captured, and no stored audio can be read.</summary>
public sealed record SetRecording(WorkspaceId Workspace, bool Recording) : IRequest<Result<Workspace>>;

internal sealed class SetRecordingHandler(IWorkspaces workspaces) : IRequestHandler<SetRecording, Result<Workspace>>
{
    public async Task<Result<Workspace>> Handle(SetRecording request, CancellationToken cancellationToken) =>
        await workspaces.SetRecordingAsync(request.Workspace, request.Recording, cancellationToken) is { } workspace
            ? workspace
            : Failures.WorkspaceNotFound(request.Workspace);
}
