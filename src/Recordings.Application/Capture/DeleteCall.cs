using MediatR;
using Recordings.Application.Ports;
using Recordings.Domain.Chats;
using Recordings.Domain.Workspaces;

namespace Recordings.Application.Capture;

/// <summary>Removes a call's rows and objects. The answer is the same if the call does not exist.</summary>
public sealed record DeleteCall(WorkspaceId Workspace, ChatId Chat) : IRequest<Result<DeletedCall>>;

public sealed record DeletedCall(ChatId Chat);

internal sealed class DeleteCallHandler(ICallWriter calls, IDeletionQueue deletions, IAudioStore store, TimeProvider time)
    : IRequestHandler<DeleteCall, Result<DeletedCall>>
{
    public async Task<Result<DeletedCall>> Handle(DeleteCall request, CancellationToken cancellationToken)
    {
        // Rows are deleted first, so that no reader finds the call. After a fault, a repeated request or the sweeper deletes the rest.
        // Not cancellable once begun: if the client disconnected half-way, it could not tell whether the delete finished.
        cancellationToken.ThrowIfCancellationRequested();
        foreach (var objectKey in await calls.DeleteAsync(request.Workspace, request.Chat, time.GetUtcNow(), CancellationToken.None))
        {
            await store.DeleteAsync(objectKey, CancellationToken.None);
            await deletions.ForgetAsync(objectKey, CancellationToken.None);
        }

        return new DeletedCall(request.Chat);
    }
}
