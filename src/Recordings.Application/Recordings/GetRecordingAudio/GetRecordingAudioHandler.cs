using MediatR;

namespace Recordings.Application.Recordings.GetRecordingAudio;

internal sealed class GetRecordingAudioHandler(RecordingGate gate, RecordingOpener opener)
    : IRequestHandler<GetRecordingAudio, Result<RecordingAudio>>
{
    public async Task<Result<RecordingAudio>> Handle(GetRecordingAudio request, CancellationToken cancellationToken)
    {
        var readable = await gate.FindReadableAsync(request, cancellationToken);

        return readable.TryGet(out var recording, out var failure)
            ? await opener.OpenAsync(recording, Shape.ToFlag(request.Download), cancellationToken)
            : failure;
    }
}
