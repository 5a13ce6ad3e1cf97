using System.Data.Common;
using Recordings.Domain;
using Recordings.Domain.Audio;
using Recordings.Domain.Chats;

namespace Recordings.Infrastructure.Sql;

/// <summary>From the columns of <see cref="Columns"/> to a recording, in one step.</summary>
internal static class RecordingRow
{
    public const string Columns = """
        c.id, c.channel, c.kind, c.owner_member_id, c.started_at, c.ended_at, c.participants,
        w.recording, c.chunk_count, c.modified_second, c.modified_twice,
        c.fingerprint, c.sample_rate, c.frames, f.object_key, f.size_bytes, f.checksum
        """;

    public static Recording Read(DbDataReader row, WorkspaceId workspace, ChatId chat)
    {
        var description = new ChatDescription(
            Enum.Parse<Channel>(row.GetString(1)),
            Enum.Parse<ChatKind>(row.GetString(2)),
            row.IsDBNull(3) ? null : MemberId.Of(row.GetString(3)),
            row.GetFieldValue<DateTimeOffset>(4),
            ParticipantsJson.Read(row.GetString(6)));
        DateTimeOffset? endedAt = row.IsDBNull(5) ? null : row.GetFieldValue<DateTimeOffset>(5);

        return new Recording(
            workspace, chat, new ChatKey(row.GetInt64(0)), new Chat(description, endedAt),
            recordingEnabled: row.GetBoolean(7),
            chunkCount: row.GetInt32(8),
            endedAt is null ? null : new Revision(DateTimeOffset.FromUnixTimeSeconds(row.GetInt64(9)), row.GetBoolean(10)),
            ReadSummary(row),
            ReadFile(row));
    }

    private static RecordingSummary? ReadSummary(DbDataReader row) => row.IsDBNull(11)
        ? null
        : new RecordingSummary(Digest(row, 11), SampleRate.Of(row.GetInt32(12)), row.GetInt64(13));

    private static CachedFile? ReadFile(DbDataReader row) => row.IsDBNull(14)
        ? null
        : new CachedFile(row.GetString(14), Digest(row, 11), row.GetInt64(15), Digest(row, 16));

    private static Sha256 Digest(DbDataReader row, int column) => new(row.GetFieldValue<byte[]>(column));
}
