using MediatR;
using Recordings.Domain.Access;
using Recordings.Domain.Chats;
using Recordings.Domain.Workspaces;

namespace Recordings.Application.Reading;

/// <summary>The metadata of a call's recording. Reads no audio.</summary>
public sealed record GetRecording(WorkspaceId Workspace, ChatId Chat, Caller Caller)
    : RecordingQuery(Workspace, Chat, Caller), IRequest<Result<RecordingDetails>>;

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
