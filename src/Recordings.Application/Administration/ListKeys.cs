using MediatR;
using Recordings.Application.Ports;
using Recordings.Domain.Access;
using Recordings.Domain.Workspaces;

namespace Recordings.Application.Administration;

/// <summary>Every key of a workspace, revoked and expired ones included, without the secret texts.</summary>
public sealed record ListKeys(WorkspaceId Workspace) : IRequest<Result<KeyList>>;

public sealed record KeyList(IReadOnlyList<ApiKey> Keys);

internal sealed class ListKeysHandler(IWorkspaces workspaces, ICredentials credentials) : IRequestHandler<ListKeys, Result<KeyList>>
{
    public async Task<Result<KeyList>> Handle(ListKeys request, CancellationToken cancellationToken) =>
        await workspaces.ExistsAsync(request.Workspace, cancellationToken)
            ? new KeyList(await credentials.ListAsync(request.Workspace, cancellationToken))
            : Failures.WorkspaceNotFound(request.Workspace);
}
