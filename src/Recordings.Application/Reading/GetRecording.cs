using FluentValidation;
using MediatR;
using Recordings.Domain.Access;
using Recordings.Domain.Recordings;
using Recordings.Domain.Workspaces;

namespace Recordings.Application.Reading;

/// <summary>What is known of a call's recording. Reads no audio.</summary>
public sealed record GetRecording(WorkspaceId Workspace, string ChatId, Caller Caller, Recording? AtHand)
    : RecordingQuery(Workspace, ChatId, Caller, AtHand), IRequest<Result<RecordingDetails>>;

internal sealed class GetRecordingValidator : AbstractValidator<GetRecording>
{
    public GetRecordingValidator() => RuleFor(message => message.ChatId).IsChatId();
}

internal sealed class GetRecordingHandler(RecordingGate gate, RecordingDescriber describer)
    : IRequestHandler<GetRecording, Result<RecordingDetails>>
{
    public async Task<Result<RecordingDetails>> Handle(GetRecording request, CancellationToken cancellationToken)
    {
        var visible = await gate.FindVisibleAsync(request, cancellationToken);

        return visible.TryGet(out var recording, out var failure)
            ? await describer.DescribeAsync(recording, cancellationToken)
            : failure;
    }
}
