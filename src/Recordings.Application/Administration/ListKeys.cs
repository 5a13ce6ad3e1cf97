using FluentValidation;
using MediatR;
using Recordings.Application.Ports;
using Recordings.Domain.Access;

namespace Recordings.Application.Administration;

/// <summary>Every key of a workspace, revoked and expired ones included; never the keys' text.</summary>
public sealed record ListKeys(string Workspace) : IRequest<Result<KeyList>>;

public sealed record KeyList(IReadOnlyList<ApiKey> Keys);

internal sealed class ListKeysValidator : AbstractValidator<ListKeys>
{
    public ListKeysValidator() => RuleFor(message => message.Workspace).IsWorkspaceId();
}

internal sealed class ListKeysHandler(IWorkspaces workspaces, ICredentials credentials) : IRequestHandler<ListKeys, Result<KeyList>>
{
    public async Task<Result<KeyList>> Handle(ListKeys request, CancellationToken cancellationToken)
    {
        var workspace = RequestRules.ToWorkspaceId(request.Workspace);
        if (!await workspaces.ExistsAsync(workspace, cancellationToken))
            return new Failure(FailureCode.WorkspaceNotFound, $"There is no workspace {workspace}.");

        return new KeyList(await credentials.ListAsync(workspace, cancellationToken));
    }
}
