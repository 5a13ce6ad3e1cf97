using FluentValidation;
using MediatR;
using Recordings.Application.Assembly;
using Recordings.Application.Ports;
using Recordings.Application.Reading;
using Recordings.Domain.Recordings;
using Recordings.Domain.Workspaces;

namespace Recordings.Application.Capture;

/// <summary>Says that the call has ended. The first end stands; late chunks are still accepted.</summary>
public sealed record CompleteCall(WorkspaceId Workspace, string ChatId, string? EndedAt) : IRequest<Result<CapturedCall>>;

internal sealed class CompleteCallValidator : AbstractValidator<CompleteCall>
{
    public CompleteCallValidator()
    {
        RuleFor(message => message.ChatId).IsChatId();
        RuleFor(message => message.EndedAt).IsTimestamp();
    }
}

internal sealed class CompleteCallHandler(
    IRecordings recordings, ICallWriter calls, RecordingDescriber describer, BackgroundAssembly assembly, TimeProvider time)
    : IRequestHandler<CompleteCall, Result<CapturedCall>>
{
    public async Task<Result<CapturedCall>> Handle(CompleteCall request, CancellationToken cancellationToken)
    {
        var (chat, endedAt) = (RequestRules.ToChatId(request.ChatId), RequestRules.ToTimestamp(request.EndedAt));
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
