using System.Data.Common;
using Recordings.Domain;
using Recordings.Domain.Chats;
using Recordings.Domain.Recordings;
using Recordings.Domain.Samples;
using Recordings.Domain.Workspaces;

namespace Recordings.Infrastructure.Sql;

/// <summary>Maps <see cref="Columns"/> to a recording. Other columns may precede them.</summary>
internal static class RecordingRow
{
    /// <summary>In the order of <see cref="Column"/>.</summary>
    public const string Columns = """
        c.id, c.channel, c.kind, c.owner_member_id, c.started_at, c.ended_at, c.participants,
        w.recording, c.chunk_count, c.modified_second, c.modified_twice,
        c.fingerprint, c.sample_rate, c.frames, f.object_key, f.size_bytes, f.checksum
        """;

    private enum Column
    {
        Id, Channel, Kind, OwnerMemberId, StartedAt, EndedAt, Participants,
        Recording, ChunkCount, ModifiedSecond, ModifiedTwice,
        Fingerprint, SampleRate, Frames, FileObjectKey, FileSizeBytes, FileChecksum,
    }

    /// <param name="first">The index of the first of <see cref="Columns"/>.</param>
    public static Recording Read(DbDataReader row, int first, WorkspaceId workspace, ChatId chat)
    {
        var columns = new Reader(row, first);
        var description = new ChatDescription(
            Enum.Parse<Channel>(columns.Text(Column.Channel)),
            Enum.Parse<ChatKind>(columns.Text(Column.Kind)),
            columns.IsNull(Column.OwnerMemberId) ? null : MemberId.Restore(columns.Text(Column.OwnerMemberId)),
            columns.Time(Column.StartedAt),
            ParticipantsJson.Read(columns.Text(Column.Participants)));
        DateTimeOffset? endedAt = columns.IsNull(Column.EndedAt) ? null : columns.Time(Column.EndedAt);
        var summary = ReadSummary(columns);
        return new Recording(
            workspace, chat, new ChatKey(columns.Number(Column.Id)), new Chat(description, endedAt),
            recordingEnabled: columns.Flag(Column.Recording),
            chunkCount: columns.Integer(Column.ChunkCount),
            endedAt is null ? null : ReadRevision(columns),
            summary,
            ReadFile(columns, summary));
    }

    private static Revision ReadRevision(Reader columns) =>
        new(DateTimeOffset.FromUnixTimeSeconds(columns.Number(Column.ModifiedSecond)), columns.Flag(Column.ModifiedTwice));

    private static RecordingSummary? ReadSummary(Reader columns) => columns.IsNull(Column.Fingerprint)
        ? null
        : new RecordingSummary(
            columns.Digest(Column.Fingerprint), SampleRate.FromHertz(columns.Integer(Column.SampleRate)), columns.Number(Column.Frames));

    /// <summary>The file of the mix: the statements join only that one.</summary>
    private static RenditionFile? ReadFile(Reader columns, RecordingSummary? summary) => columns.IsNull(Column.FileObjectKey)
        ? null
        : new RenditionFile(
            columns.Text(Column.FileObjectKey), summary!.FingerprintOf(Rendition.Mix), columns.Number(Column.FileSizeBytes),
            columns.Digest(Column.FileChecksum));

    private readonly struct Reader(DbDataReader row, int first)
    {
        public bool IsNull(Column column) => row.IsDBNull(first + (int)column);

        public string Text(Column column) => row.GetString(first + (int)column);

        public int Integer(Column column) => row.GetInt32(first + (int)column);

        public long Number(Column column) => row.GetInt64(first + (int)column);

        public bool Flag(Column column) => row.GetBoolean(first + (int)column);

        public DateTimeOffset Time(Column column) => row.GetFieldValue<DateTimeOffset>(first + (int)column);

        public Sha256 Digest(Column column) => new(row.GetFieldValue<byte[]>(first + (int)column));
    }
}
