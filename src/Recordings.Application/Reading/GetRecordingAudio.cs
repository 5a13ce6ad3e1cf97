using FluentValidation;
using MediatR;
using Recordings.Domain.Access;
using Recordings.Domain.Recordings;
using Recordings.Domain.Workspaces;

namespace Recordings.Application.Reading;

/// <summary>The whole call as one WAV.</summary>
/// <param name="Download">"true" to be saved rather than played; absent means "false".</param>
public sealed record GetRecordingAudio(WorkspaceId Workspace, string ChatId, Caller Caller, Recording? AtHand, string? Download)
    : RecordingQuery(Workspace, ChatId, Caller, AtHand), IRequest<Result<RecordingAudio>>;

internal sealed class GetRecordingAudioValidator : AbstractValidator<GetRecordingAudio>
{
    public GetRecordingAudioValidator()
    {
        RuleFor(message => message.ChatId).IsChatId();
        RuleFor(message => message.Download).IsFlag();
    }
}

internal sealed class GetRecordingAudioHandler(RecordingGate gate, RecordingOpener opener)
    : IRequestHandler<GetRecordingAudio, Result<RecordingAudio>>
{
    public async Task<Result<RecordingAudio>> Handle(GetRecordingAudio request, CancellationToken cancellationToken)
    {
        var readable = await gate.FindReadableAsync(request, cancellationToken);

        return readable.TryGet(out var recording, out var failure)
            ? await opener.OpenAsync(recording, RequestRules.ToFlag(request.Download), cancellationToken)
            : failure;
    }
}
