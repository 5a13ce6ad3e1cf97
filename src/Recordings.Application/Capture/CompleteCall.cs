using FluentValidation;
using MediatR;
using Recordings.Application.Assembly;
using Recordings.Application.Ports;
using Recordings.Application.Reading;
using Recordings.Domain.Chats;
using Recordings.Domain.Recordings;
using Recordings.Domain.Workspaces;

namespace Recordings.Application.Capture;

/// <summary>Ends the call. A later request does not change the end; late chunks are still accepted.</summary>
/// <param name="EndedAt">As the platform sent it.</param>
public sealed record CompleteCall(WorkspaceId Workspace, ChatId Chat, string? EndedAt) : IRequest<Result<CapturedCall>>;

internal sealed class CompleteCallValidator : AbstractValidator<CompleteCall>
{
    public CompleteCallValidator() => RuleFor(message => message.EndedAt).IsTimestamp();
}

internal sealed class CompleteCallHandler(
    IRecordings recordings, ICallWriter calls, RecordingDescriber describer, BackgroundAssembly assembly, TimeProvider time)
    : IRequestHandler<CompleteCall, Result<CapturedCall>>
{
    public async Task<Result<CapturedCall>> Handle(CompleteCall request, CancellationToken cancellationToken)
    {
        var endedAt = RequestRules.ToTimestamp(request.EndedAt);
        Recording? recording;

        // Read again after the write: another request may have changed the start in between, and then nothing was written.
        while ((recording = await recordings.FindAsync(request.Workspace, request.Chat, cancellationToken)) is { Chat.EndedAt: null })
        {
            if (endedAt < recording.Chat.Description.StartedAt)
                return Failures.EndsBeforeItsStart;

            await calls.CompleteAsync(recording.Key, endedAt, time.GetUtcNow(), cancellationToken);
            assembly.Signal();
        }

        if (recording is null)
            return Failures.ChatNotFound(request.Chat);

        var described = await describer.DescribeAsync(recording, cancellationToken);
        return described.TryGet(out var details, out var failure) ? new CapturedCall(details, Created: false) : failure;
    }
}

/// <summary>The call after a capture request.</summary>
/// <param name="Created">True when this request created the call.</param>
public sealed record CapturedCall(RecordingDetails Details, bool Created);
