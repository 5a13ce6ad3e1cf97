using MediatR;
using Recordings.Domain.Access;
using Recordings.Domain.Chats;
using Recordings.Domain.Recordings;
using Recordings.Domain.Workspaces;

namespace Recordings.Application.Reading;

/// <summary>One rendition of a call as a WAV file.</summary>
/// <param name="Download">True when a browser saves the file instead of playing it.</param>
public sealed record GetRecordingAudio(WorkspaceId Workspace, ChatId Chat, Caller Caller, Rendition Rendition, bool Download)
    : RecordingQuery(Workspace, Chat, Caller), IRequest<Result<RecordingAudio>>;

internal sealed class GetRecordingAudioHandler(RecordingGate gate, RecordingOpener opener)
    : IRequestHandler<GetRecordingAudio, Result<RecordingAudio>>
{
    public async Task<Result<RecordingAudio>> Handle(GetRecordingAudio request, CancellationToken cancellationToken)
    {
        var readable = await gate.FindReadableAsync(request, cancellationToken);
        return readable.TryGet(out var recording, out var failure)
            ? await opener.OpenAsync(recording, request.Rendition, request.Download, cancellationToken)
            : failure;
    }
}
