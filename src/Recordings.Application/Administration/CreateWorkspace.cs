using FluentValidation;
using MediatR;
using Recordings.Application.Ports;
using Recordings.Domain.Workspaces;

namespace Recordings.Application.Administration;

/// <param name="Uuid">The id of the workspace; null: a new one is generated.</param>
public sealed record CreateWorkspace(string Name, WorkspaceId? Uuid, bool Recording) : IRequest<Result<Workspace>>;

internal sealed class CreateWorkspaceValidator : AbstractValidator<CreateWorkspace>
{
    private const int MaxNameLength = 200;

    public CreateWorkspaceValidator() =>
        RuleFor(message => message.Name)
            .Must(name => name.Length is >= 1 and <= MaxNameLength && !name.Any(char.IsControl))
            .WithMessage($"A name is 1 to {MaxNameLength} characters without control characters.");
}

internal sealed class CreateWorkspaceHandler(IWorkspaces workspaces, TimeProvider time) : IRequestHandler<CreateWorkspace, Result<Workspace>>
{
    public async Task<Result<Workspace>> Handle(CreateWorkspace request, CancellationToken cancellationToken)
    {
        var workspace = new Workspace(request.Uuid ?? new WorkspaceId(Guid.NewGuid()), request.Name, request.Recording);
        return await workspaces.AddAsync(workspace, time.GetUtcNow(), cancellationToken)
            ? workspace
            : Failures.WorkspaceExists(workspace.Id);
    }
}
