using MediatR;
using Recordings.Application.Ports;
using Recordings.Domain.Chats;

namespace Recordings.Application.Administration.CreateWorkspace;

internal sealed class CreateWorkspaceHandler(IWorkspaces workspaces, TimeProvider time) : IRequestHandler<CreateWorkspace, Result<Workspace>>
{
    public async Task<Result<Workspace>> Handle(CreateWorkspace request, CancellationToken cancellationToken)
    {
        var id = request.Uuid is null ? new WorkspaceId(Guid.NewGuid()) : Shape.ToWorkspaceId(request.Uuid);
        var workspace = new Workspace(id, request.Name, request.Recording);

        return await workspaces.AddAsync(workspace, time.GetUtcNow(), cancellationToken)
            ? workspace
            : new Failure(FailureCode.WorkspaceExists, $"There is a workspace {id} already.");
    }
}
