using MediatR;
using Recordings.Application.Ports;
using Recordings.Domain.Chats;
using Recordings.Domain.Workspaces;

namespace Recordings.Application.Capture;

/// <summary>Removes a call's chunks, objects and rows. A repetition, or a call that never existed, gives the same answer.</summary>
public sealed record DeleteCall(WorkspaceId Workspace, ChatId Chat) : IRequest<Result<DeletedCall>>;

public sealed record DeletedCall(ChatId Chat);

internal sealed class DeleteCallHandler(ICallWriter calls, IDeletionQueue deletions, IAudioStore store, TimeProvider time)
    : IRequestHandler<DeleteCall, Result<DeletedCall>>
{
    public async Task<Result<DeletedCall>> Handle(DeleteCall request, CancellationToken cancellationToken)
    {
        // The rows go first, so that no reader finds the call. A repeated request, or the sweeper, removes objects that a fault leaves.
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
