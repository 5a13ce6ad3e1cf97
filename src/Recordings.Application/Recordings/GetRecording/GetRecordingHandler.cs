using MediatR;

namespace Recordings.Application.Recordings.GetRecording;

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
