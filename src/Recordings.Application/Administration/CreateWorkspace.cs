using FluentValidation;
using MediatR;
using Recordings.Application.Ports;
using Recordings.Domain.Workspaces;

namespace Recordings.Application.Administration;

/// <param name="Uuid">The id to give it; a new one when absent.</param>
public sealed record CreateWorkspace(string Name, string? Uuid, bool Recording) : IRequest<Result<Workspace>>;

internal sealed class CreateWorkspaceValidator : AbstractValidator<CreateWorkspace>
{
    private const int MaxNameLength = 200;

    public CreateWorkspaceValidator()
    {
        RuleFor(message => message.Name)
            .Must(name => name.Length is >= 1 and <= MaxNameLength && !name.Any(char.IsControl))
            .WithMessage($"A name is 1 to {MaxNameLength} characters without control characters.");
        When(message => message.Uuid is not null, () => RuleFor(message => message.Uuid).IsWorkspaceId());
    }
}

internal sealed class CreateWorkspaceHandler(IWorkspaces workspaces, TimeProvider time) : IRequestHandler<CreateWorkspace, Result<Workspace>>
{
    public async Task<Result<Workspace>> Handle(CreateWorkspace request, CancellationToken cancellationToken)
    {
        var id = request.Uuid is null ? new WorkspaceId(Guid.NewGuid()) : RequestRules.ToWorkspaceId(request.Uuid);
        var workspace = new Workspace(id, request.Name, request.Recording);

        return await workspaces.AddAsync(workspace, time.GetUtcNow(), cancellationToken)
            ? workspace
            : new Failure(FailureCode.WorkspaceExists, $"There is a workspace {id} already.");
    }
}
