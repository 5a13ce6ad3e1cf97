using MediatR;
using Recordings.Application.Ports;

namespace Recordings.Application.Capture.DeleteCall;

internal sealed class DeleteCallHandler(ICalls calls, IGarbage garbage, IAudioStore store, TimeProvider time)
    : IRequestHandler<DeleteCall, Result<DeletedCall>>
{
    public async Task<Result<DeletedCall>> Handle(DeleteCall request, CancellationToken cancellationToken)
    {
        var chat = Shape.ToChatId(request.ChatId);

        // The rows go first: from then on nobody reads the call. Objects left by a fault are found again by a repeated
        // request, and by the sweep.
        foreach (var objectKey in await calls.DeleteAsync(request.Workspace, chat, time.GetUtcNow(), cancellationToken))
        {
            await store.DeleteAsync(objectKey, cancellationToken);
            await garbage.ForgetAsync(objectKey, cancellationToken);
        }

        return new DeletedCall(chat);
    }
}
