using MediatR;
using Recordings.Application.Assembly;
using Recordings.Application.Ports;
using Recordings.Application.Recordings;
using Recordings.Domain;

namespace Recordings.Application.Capture.CompleteCall;

internal sealed class CompleteCallHandler(
    IRecordings recordings, ICalls calls, RecordingDescriber describer, BackgroundAssembly assembly, TimeProvider time)
    : IRequestHandler<CompleteCall, Result<CapturedCall>>
{
    public async Task<Result<CapturedCall>> Handle(CompleteCall request, CancellationToken cancellationToken)
    {
        var (chat, endedAt) = (Shape.ToChatId(request.ChatId), Shape.ToTimestamp(request.EndedAt));
        Recording? recording;

        // Another request may move the start between looking and writing: then look again.
        while ((recording = await recordings.FindAsync(request.Workspace, chat, cancellationToken)) is { Chat.EndedAt: null })
        {
            if (endedAt < recording.Chat.Description.StartedAt)
                return Failure.Invalid("ended_at", "A call cannot end before it started.");

            await calls.CompleteAsync(recording.Key, endedAt, time.GetUtcNow(), cancellationToken);
            assembly.WakeUp();
        }

        if (recording is null)
            return new Failure(FailureCode.ChatNotFound, $"There is no chat {chat} in this workspace.");

        var described = await describer.DescribeAsync(recording, cancellationToken);
        return described.TryGet(out var details, out var failure) ? new CapturedCall(details, Created: false) : failure;
    }
}
