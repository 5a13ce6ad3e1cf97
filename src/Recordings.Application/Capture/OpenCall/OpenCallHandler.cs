using MediatR;
using Recordings.Application.Access;
using Recordings.Application.Ports;
using Recordings.Application.Reading;
using Recordings.Domain.Access;
using Recordings.Domain.Chats;
using Recordings.Domain.Recordings;
using Recordings.Domain.Workspaces;

namespace Recordings.Application.Capture.OpenCall;

internal sealed class OpenCallHandler(
    IRecordings recordings, ICallWriter calls, IAccessLedger ledger, OwedChange owed, RecordingDescriber describer)
    : IRequestHandler<OpenCall, Result<CapturedCall>>
{
    public async Task<Result<CapturedCall>> Handle(OpenCall request, CancellationToken cancellationToken)
    {
        var (chat, next) = (request.Chat, Describe(request));
        var created = false;

        // If another request opens, describes or deletes the same chat between this read and this write, read again.
        for (var written = false; !written;)
        {
            var seen = await recordings.FindAsync(request.Workspace, chat, cancellationToken);
            if (seen is not null && FindFailure(seen.Chat, next, request.Caller) is { } failure)
                return failure;

            created = seen is null;
            written = seen is null
                ? await calls.AddAsync(request.Workspace, chat, next, cancellationToken)
                : await DescribeAsync(seen, next, cancellationToken);
        }

        return await AnswerAsync(request.Workspace, chat, created, cancellationToken);
    }

    /// <summary>A change of a private chat needs a ledger that can be written. The record itself follows the write.</summary>
    private async Task<bool> DescribeAsync(Recording seen, ChatDescription next, CancellationToken cancellationToken)
    {
        var change = DescriptionChange.Find(seen.Chat.Description, next);
        if (change is not null)
            await ledger.EnsureWritableAsync(cancellationToken);

        owed.Value = change;
        var written = await calls.DescribeAsync(seen.Key, seen.Chat.Description, next, cancellationToken);
        if (!written)
            owed.Value = null;
        return written;
    }

    private async Task<Result<CapturedCall>> AnswerAsync(
        WorkspaceId workspace, ChatId chat, bool created, CancellationToken cancellationToken)
    {
        if (await recordings.FindAsync(workspace, chat, cancellationToken) is not { } recording)
            return Failures.ChatDeleted(chat);

        var described = await describer.DescribeAsync(recording, cancellationToken);
        return described.TryGet(out var details, out var failure) ? new CapturedCall(details, created) : failure;
    }

    private static Failure? FindFailure(Chat seen, ChatDescription next, Caller caller) =>
        next.StartedAt > seen.EndedAt ? Failures.StartsAfterItsEnd : Failures.Find(AccessPolicy.MayDescribe(caller, seen, next));

    private static ChatDescription Describe(OpenCall request)
    {
        _ = CallVocabulary.TryChannel(request.Channel, out var channel);
        _ = CallVocabulary.TryKind(request.Kind, out var kind);
        return new ChatDescription(
            channel, kind, Member(request.OwnerMemberId), RequestRules.ToTimestamp(request.StartedAt),
            [.. (request.Participants ?? []).Select(participant => new Participant(
                MemberId.From(participant!.MemberId!),
                participant.Role,
                participant.Track is null ? null : TrackName.From(participant.Track)))]);
    }

    private static MemberId? Member(string? text) => text is null ? null : MemberId.From(text);
}
