using MediatR;
using Recordings.Domain.Access;
using Recordings.Domain.Chats;
using Recordings.Domain.Recordings;
using Recordings.Domain.Workspaces;

namespace Recordings.Application.Reading;

/// <summary>One rendition of a call as a WAV file.</summary>
/// <param name="Download">True when a browser saves the file instead of playing it.</param>
public sealed record GetRecordingAudio(WorkspaceId Workspace, ChatId Chat, Caller Caller, Rendition Rendition, bool Download)
    : RecordingQuery(Workspace, Chat, Caller), IRequest<Result<OpenedRecording>>;

internal sealed class GetRecordingAudioHandler(RecordingGate gate, RecordingOpener opener)
    : IRequestHandler<GetRecordingAudio, Result<OpenedRecording>>
{
    public async Task<Result<OpenedRecording>> Handle(GetRecordingAudio request, CancellationToken cancellationToken)
    {
        var readable = await gate.FindReadableAsync(request, cancellationToken);
        if (!readable.TryGet(out var recording, out var failure))
            return failure;

        var opened = await opener.OpenAsync(recording, request.Rendition, request.Download, cancellationToken);
        return opened.TryGet(out var audio, out failure)
            ? new OpenedRecording(audio, ReadingRight.Of(request.Caller, recording))
            : failure;
    }
}
