using System.Data.Common;
using Recordings.Domain;
using Recordings.Domain.Chats;
using Recordings.Domain.Recordings;
using Recordings.Domain.Samples;
using Recordings.Domain.Workspaces;

namespace Recordings.Infrastructure.Sql;

/// <summary>From the columns of <see cref="Columns"/> to a recording, in one step. They may stand behind other columns.</summary>
internal static class RecordingRow
{
    public const string Columns = """
        c.id, c.channel, c.kind, c.owner_member_id, c.started_at, c.ended_at, c.participants,
        w.recording, c.chunk_count, c.modified_second, c.modified_twice,
        c.fingerprint, c.sample_rate, c.frames, f.object_key, f.size_bytes, f.checksum
        """;

    public static Recording Read(DbDataReader row, int first, WorkspaceId workspace, ChatId chat)
    {
        var description = new ChatDescription(
            Enum.Parse<Channel>(row.GetString(first + 1)),
            Enum.Parse<ChatKind>(row.GetString(first + 2)),
            row.IsDBNull(first + 3) ? null : MemberId.From(row.GetString(first + 3)),
            row.GetFieldValue<DateTimeOffset>(first + 4),
            ParticipantsJson.Read(row.GetString(first + 6)));
        DateTimeOffset? endedAt = row.IsDBNull(first + 5) ? null : row.GetFieldValue<DateTimeOffset>(first + 5);

        return new Recording(
            workspace, chat, new ChatKey(row.GetInt64(first)), new Chat(description, endedAt),
            recordingEnabled: row.GetBoolean(first + 7),
            chunkCount: row.GetInt32(first + 8),
            endedAt is null ? null : new Revision(DateTimeOffset.FromUnixTimeSeconds(row.GetInt64(first + 9)), row.GetBoolean(first + 10)),
            ReadSummary(row, first),
            ReadFile(row, first));
    }

    private static RecordingSummary? ReadSummary(DbDataReader row, int first) => row.IsDBNull(first + 11)
        ? null
        : new RecordingSummary(Digest(row, first + 11), SampleRate.FromHertz(row.GetInt32(first + 12)), row.GetInt64(first + 13));

    private static RenditionFile? ReadFile(DbDataReader row, int first) => row.IsDBNull(first + 14)
        ? null
        : new RenditionFile(row.GetString(first + 14), Digest(row, first + 11), row.GetInt64(first + 15), Digest(row, first + 16));

    private static Sha256 Digest(DbDataReader row, int column) => new(row.GetFieldValue<byte[]>(column));
}
