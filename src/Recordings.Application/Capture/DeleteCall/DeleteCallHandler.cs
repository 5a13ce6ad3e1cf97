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
