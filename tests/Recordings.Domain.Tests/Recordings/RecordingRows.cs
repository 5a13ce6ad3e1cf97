using Recordings.Domain.Chats;
using Recordings.Domain.Recordings;
using Recordings.Domain.Tests.Chats;
using Recordings.Domain.Workspaces;

namespace Recordings.Domain.Tests.Recordings;

/// <summary>Recordings as stored rows describe them.</summary>
internal static class RecordingRows
{
    private static readonly DateTimeOffset EndedAt = Descriptions.StartedAt.AddMinutes(5);

    public static readonly Revision EndRevision = new(EndedAt, IsAmbiguous: false);

    /// <summary>A recording whose revision agrees with the end of its call.</summary>
    public static Recording Create(Channel channel, bool ended, int chunks, bool enabled = true) =>
        Create(ended, ended ? EndRevision : null, chunks, summary: null, file: null, channel, enabled);

    public static Recording Create(
        bool ended, Revision? revision, int chunks, RecordingSummary? summary, RenditionFile? file,
        Channel channel = Channel.WebVoice, bool enabled = true) => new(
        new WorkspaceId(new Guid("11111111-1111-1111-1111-111111111111")),
        new ChatId(17),
        new ChatKey(1),
        new Chat(Descriptions.Create(channel), ended ? EndedAt : null),
        enabled,
        chunks,
        revision,
        summary,
        file);
}
