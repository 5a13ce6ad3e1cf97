using FluentValidation;
using MediatR;
using Recordings.Application.Ports;
using Recordings.Domain.Chats;
using Recordings.Domain.Workspaces;

namespace Recordings.Application.Capture;

/// <summary>Removes a call's chunks, objects and rows. Doing it again, or where there never was one, is the same.</summary>
public sealed record DeleteCall(WorkspaceId Workspace, string ChatId) : IRequest<Result<DeletedCall>>;

public sealed record DeletedCall(ChatId Chat);

internal sealed class DeleteCallValidator : AbstractValidator<DeleteCall>
{
    public DeleteCallValidator() => RuleFor(message => message.ChatId).IsChatId();
}

internal sealed class DeleteCallHandler(ICallWriter calls, IDeletionQueue garbage, IAudioStore store, TimeProvider time)
    : IRequestHandler<DeleteCall, Result<DeletedCall>>
{
    public async Task<Result<DeletedCall>> Handle(DeleteCall request, CancellationToken cancellationToken)
    {
        var chat = RequestRules.ToChatId(request.ChatId);

        // The rows go first: from then on nobody reads the call. Objects left by a fault are found again by a repeated
        // request, and by the sweep. Once begun it is nobody's to break off: a client that leaves would hide whether it was done.
        cancellationToken.ThrowIfCancellationRequested();
        foreach (var objectKey in await calls.DeleteAsync(request.Workspace, chat, time.GetUtcNow(), CancellationToken.None))
        {
            await store.DeleteAsync(objectKey, CancellationToken.None);
            await garbage.ForgetAsync(objectKey, CancellationToken.None);
        }

        return new DeletedCall(chat);
    }
}
