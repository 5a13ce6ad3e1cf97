using FluentValidation;
using MediatR;
using Recordings.Application.Ports;
using Recordings.Domain.Workspaces;

namespace Recordings.Application.Administration;

/// <summary>Turns recording on or off for a workspace. Off: nothing is captured, and nothing stored can be read.</summary>
public sealed record SetRecording(string Workspace, bool Recording) : IRequest<Result<Workspace>>;

internal sealed class SetRecordingValidator : AbstractValidator<SetRecording>
{
    public SetRecordingValidator() => RuleFor(message => message.Workspace).IsWorkspaceId();
}

internal sealed class SetRecordingHandler(IWorkspaces workspaces) : IRequestHandler<SetRecording, Result<Workspace>>
{
    public async Task<Result<Workspace>> Handle(SetRecording request, CancellationToken cancellationToken) =>
        await workspaces.SetRecordingAsync(RequestRules.ToWorkspaceId(request.Workspace), request.Recording, cancellationToken) is { } set
            ? set
            : new Failure(FailureCode.WorkspaceNotFound, $"There is no workspace {request.Workspace}.");
}
