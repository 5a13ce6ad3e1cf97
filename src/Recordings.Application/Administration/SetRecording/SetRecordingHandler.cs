using MediatR;
using Recordings.Application.Ports;

namespace Recordings.Application.Administration.SetRecording;

internal sealed class SetRecordingHandler(IWorkspaces workspaces) : IRequestHandler<SetRecording, Result<Workspace>>
{
    public async Task<Result<Workspace>> Handle(SetRecording request, CancellationToken cancellationToken) =>
        await workspaces.SetRecordingAsync(Shape.ToWorkspaceId(request.Workspace), request.Recording, cancellationToken) is { } set
            ? set
            : new Failure(FailureCode.WorkspaceNotFound, $"There is no workspace {request.Workspace}.");
}
