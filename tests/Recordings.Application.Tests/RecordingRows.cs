using Recordings.Application.Storage;
using Recordings.Domain.Chats;
using Recordings.Domain.Recordings;
using Recordings.Domain.Timelines;
using Recordings.Domain.Workspaces;

namespace Recordings.Application.Tests;

/// <summary>Recordings as stored rows describe them. Without arguments: an ended voice call with one chunk.</summary>
internal static class RecordingRows
{
    public static readonly WorkspaceId Workspace = new(new Guid("11111111-1111-1111-1111-111111111111"));
    public static readonly WorkspaceId OtherWorkspace = new(new Guid("22222222-2222-2222-2222-222222222222"));
    public static readonly ChatId Chat = new(17);
    public static readonly ChatId OtherChat = new(18);
    public static readonly ChatKey Key = new(5);
    public static readonly ChatKey OtherKey = new(6);
    public static readonly DateTimeOffset StartedAt = new(2026, 3, 1, 9, 30, 0, TimeSpan.Zero);
    public static readonly DateTimeOffset EndedAt = StartedAt.AddMinutes(5);

    /// <summary>The chunk of a recording that is created without arguments.</summary>
    public static readonly Chunk Chunk = Chunks.Of(sequence: 0);

    public static readonly RecordingSummary Summary = RecordingSummary.Create(Timeline.Create([Chunk]), [Chunk]);

    public static readonly RenditionFile File = new(
        ObjectKeys.File(Workspace, Chat, Key, Summary.Fingerprint), Summary.Fingerprint,
        Summary.FileLengthOf(Rendition.Mix), Digests.Of("file"));

    /// <summary>A recording whose file is assembled.</summary>
    public static readonly Recording WithFile = Create(summary: Summary, file: File);

    public static Recording Create(
        bool ended = true, int chunks = 1, bool enabled = true, ChatDescription? description = null,
        RecordingSummary? summary = null, RenditionFile? file = null, ChatKey? key = null,
        WorkspaceId? workspace = null, ChatId? chat = null) => new(
        workspace ?? Workspace,
        chat ?? Chat,
        key ?? Key,
        new Chat(description ?? Describe(), ended ? EndedAt : null),
        enabled,
        chunks,
        ended ? new Revision(EndedAt, IsAmbiguous: false) : null,
        summary,
        file);

    public static ChatDescription Describe(
        Channel channel = Channel.WebVoice, ChatKind kind = ChatKind.Standard, string? owner = null,
        DateTimeOffset? startedAt = null, params string[] participants) => new(
        channel,
        kind,
        owner is null ? null : MemberId.From(owner),
        startedAt ?? StartedAt,
        [.. participants.Select(member => new Participant(MemberId.From(member), Role: null, Track: null))]);
}
