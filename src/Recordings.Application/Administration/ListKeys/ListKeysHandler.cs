using MediatR;
using Recordings.Application.Ports;

namespace Recordings.Application.Administration.ListKeys;

internal sealed class ListKeysHandler(IWorkspaces workspaces, ICredentials credentials) : IRequestHandler<ListKeys, Result<KeyList>>
{
    public async Task<Result<KeyList>> Handle(ListKeys request, CancellationToken cancellationToken)
    {
        var workspace = Shape.ToWorkspaceId(request.Workspace);
        if (!await workspaces.ExistsAsync(workspace, cancellationToken))
            return new Failure(FailureCode.WorkspaceNotFound, $"There is no workspace {workspace}.");

        return new KeyList(await credentials.ListAsync(workspace, cancellationToken));
    }
}
