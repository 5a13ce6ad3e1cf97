using System.Data.Common;
using Recordings.Application.Ports;
using Recordings.Application.Storage;
using Recordings.Domain.Chats;
using Recordings.Domain.Timelines;
using Recordings.Domain.Workspaces;

namespace Recordings.Infrastructure.Sql;

internal sealed class SqlCallWriter(SqlDatabase database) : ICallWriter
{
    private const string InsertChat = """
        INSERT INTO chats (workspace_uuid, chat_id, channel, kind, owner_member_id, started_at, participants)
        VALUES (@workspace, @chat, @channel, @kind, @owner, @startedAt, @participants)
        ON CONFLICT (workspace_uuid, chat_id) DO NOTHING
        """;

    private const string SelectParticipants = "SELECT participants FROM chats WHERE id = @chat";

    // The caller decided on what it saw: who is in the chat is part of that.
    private const string UpdateDescription = """
        UPDATE chats
        SET channel = @channel, kind = @kind, owner_member_id = @owner, started_at = @startedAt, participants = @participants
        WHERE id = @chat AND kind = @seenKind AND owner_member_id IS NOT DISTINCT FROM @seenOwner
          AND participants = @seenParticipants AND (ended_at IS NULL OR ended_at >= @startedAt)
        """;

    private const string SelectChunk = $"""
        SELECT {ChunkRow.Columns} FROM chunks WHERE chat = @chat AND track = @track AND sequence = @sequence
        """;

    // Must be the first statement: on PostgreSQL it locks the chat's row against other chunks and against deletion.
    private const string CountChunk = """
        UPDATE chats
        SET chunk_count = chunk_count + 1, fingerprint = NULL, sample_rate = NULL, frames = NULL,
            modified_twice = CASE WHEN ended_at IS NULL THEN modified_twice ELSE @second <= modified_second END,
            modified_second = CASE WHEN @second <= modified_second OR ended_at IS NULL THEN modified_second ELSE @second END
        WHERE id = @chat AND chunk_count < @maxChunks
        """;

    private const string SelectSetting = """
        SELECT w.recording FROM chats c JOIN workspaces w ON w.uuid = c.workspace_uuid WHERE c.id = @chat
        """;

    // Reads the recording setting again: CountChunk may have waited for the chat's row, and its view of the workspace is older.
    // Returns whether the track is new. The subquery excludes the new row by its sequence, because the databases differ on whether
    // it sees that row. ORDER BY names the primary key: without it PostgreSQL may expect to find one of a long
    // call's many rows early, and scan the table from its start.
    private const string InsertChunk = """
        INSERT INTO chunks (chat, track, sequence, start_ns, content_type, encoding, sample_rate, channels, frames, checksum,
            object_key, payload_offset, block_checksums)
        SELECT c.id, @track, @sequence, @startNs, @contentType, @encoding, @sampleRate, @channels, @frames, @checksum,
            @objectKey, @payloadOffset, @blockChecksums
        FROM chats c JOIN workspaces w ON w.uuid = c.workspace_uuid
        WHERE c.id = @chat AND w.recording
        ON CONFLICT (chat, track, sequence) DO NOTHING
        RETURNING (
            SELECT k.sequence FROM chunks k
            WHERE k.chat = @chat AND k.track = @track AND k.sequence <> @sequence ORDER BY k.sequence LIMIT 1) IS NULL
        """;

    private const string CountTrack = "UPDATE chats SET track_count = track_count + 1 WHERE id = @chat AND track_count < @maxTracks";

    // Of one call at most one superseded version is kept: when a current file becomes superseded, the earlier ones are due at once.
    private const string SupersedeFiles = """
        INSERT INTO garbage (object_key, workspace_uuid, chat_id, due_at)
        SELECT f.object_key, c.workspace_uuid, c.chat_id, CASE WHEN f.superseded THEN @now ELSE @dueAt END
        FROM files f JOIN chats c ON c.id = f.chat
        WHERE f.chat = @chat AND EXISTS (SELECT 1 FROM files n WHERE n.chat = @chat AND NOT n.superseded)
        ON CONFLICT (object_key) DO UPDATE SET due_at = excluded.due_at
        """;

    private const string DeleteSuperseded = "DELETE FROM files WHERE chat = @chat AND superseded";

    private const string MarkSuperseded = "UPDATE files SET superseded = TRUE WHERE chat = @chat";

    private const string EndChat = """
        UPDATE chats SET ended_at = @endedAt, modified_second = @second, modified_twice = FALSE, assembly_due = TRUE
        WHERE id = @chat AND ended_at IS NULL AND started_at <= @endedAt
        """;

    private const string SelectChatKey = "SELECT id FROM chats WHERE workspace_uuid = @workspace AND chat_id = @chat";

    private const string InsertGarbage = """
        INSERT INTO garbage (object_key, workspace_uuid, chat_id, due_at) VALUES (@objectKey, @workspace, @chat, @dueAt)
        ON CONFLICT (object_key) DO NOTHING
        """;

    private const string DeleteChat = "DELETE FROM chats WHERE id = @id";

    private const string SelectGarbage = "SELECT object_key FROM garbage WHERE workspace_uuid = @workspace AND chat_id = @chat";

    public Task<bool> AddAsync(WorkspaceId workspace, ChatId chat, ChatDescription description, CancellationToken cancellationToken)
    {
        var parameters = new
        {
            workspace = workspace.Value,
            chat = chat.Value,
            channel = description.Channel.ToString(),
            kind = description.Kind.ToString(),
            owner = description.Owner?.Value,
            startedAt = description.StartedAt,
            participants = ParticipantsJson.Write(description.Participants),
        };
        return database.WriteAsync(
            async transaction => await transaction.ExecuteAsync(InsertChat, parameters, cancellationToken) > 0, cancellationToken);
    }

    public Task<bool> DescribeAsync(ChatKey chat, ChatDescription seen, ChatDescription next, CancellationToken cancellationToken) =>
        database.WriteAsync(
            async transaction =>
            {
                // Compares the participants, and then their stored text: the text of an earlier release may be written in another way.
                var stored = await transaction.QueryAsync(SelectParticipants, new { chat = chat.Value }, cancellationToken)
                    .ReadOneAsync(row => row.GetString(0), cancellationToken);
                if (stored is null || !ParticipantsJson.Read(stored).SequenceEqual(seen.Participants))
                    return false;

                return await transaction.ExecuteAsync(UpdateDescription, Parameters(chat, seen, stored, next), cancellationToken) > 0;
            },
            cancellationToken);

    public Task<Chunk?> FindChunkAsync(ChatKey chat, TrackName track, int sequence, CancellationToken cancellationToken) =>
        database.ReadOneAsync(
            SelectChunk, new { chat = chat.Value, track = track.Value, sequence }, ChunkRow.Read, cancellationToken);

    public async Task<AddChunkOutcome> AddChunkAsync(
        ChatKey chat, Chunk chunk, CallLimits limits, DateTimeOffset now, DateTimeOffset supersededUntil, CancellationToken cancellationToken)
    {
        var outcome = AddChunkOutcome.Added;
        await database.WriteAsync(
            async transaction =>
            {
                outcome = await AddChunkAsync(transaction, chat, chunk, limits, now, cancellationToken);
                if (outcome is AddChunkOutcome.Added)
                    await SupersedeFilesAsync(transaction, chat, now, supersededUntil, cancellationToken);
                return outcome is AddChunkOutcome.Added;
            },
            cancellationToken);
        return outcome;
    }

    public Task CompleteAsync(ChatKey chat, DateTimeOffset endedAt, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var parameters = new { chat = chat.Value, endedAt, second = now.ToUnixTimeSeconds() };
        return database.WriteAsync(
            async transaction => await transaction.ExecuteAsync(EndChat, parameters, cancellationToken) > 0, cancellationToken);
    }

    public async Task<IReadOnlyList<string>> DeleteAsync(
        WorkspaceId workspace, ChatId chat, DateTimeOffset now, CancellationToken cancellationToken)
    {
        IReadOnlyList<string> garbage = [];
        var chatParameters = new { workspace = workspace.Value, chat = chat.Value };
        await database.WriteAsync(
            async transaction =>
            {
                var id = await transaction.QueryAsync(SelectChatKey, chatParameters, cancellationToken)
                    .ReadOneAsync(row => (long?)row.GetInt64(0), cancellationToken);
                if (id is { } key)
                {
                    var objectKey = ObjectKeys.Chat(workspace, chat, new ChatKey(key));
                    await transaction.ExecuteAsync(
                        InsertGarbage, new { objectKey, workspace = workspace.Value, chat = chat.Value, dueAt = now }, cancellationToken);
                    await transaction.ExecuteAsync(DeleteChat, new { id = key }, cancellationToken);
                }

                garbage = await transaction.QueryAsync(SelectGarbage, chatParameters, cancellationToken)
                    .ReadAllAsync(row => row.GetString(0), cancellationToken);
                return id is not null;
            },
            cancellationToken);
        return garbage;
    }

    private static object Parameters(ChatKey chat, ChatDescription seen, string seenParticipants, ChatDescription next) => new
    {
        chat = chat.Value,
        channel = next.Channel.ToString(),
        kind = next.Kind.ToString(),
        owner = next.Owner?.Value,
        startedAt = next.StartedAt,
        participants = ParticipantsJson.Write(next.Participants),
        seenKind = seen.Kind.ToString(),
        seenOwner = seen.Owner?.Value,
        seenParticipants,
    };

    private static async Task<AddChunkOutcome> AddChunkAsync(
        DbTransaction transaction, ChatKey chat, Chunk chunk, CallLimits limits, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var count = new { chat = chat.Value, maxChunks = limits.MaxChunks, second = now.ToUnixTimeSeconds() };
        if (await transaction.ExecuteAsync(CountChunk, count, cancellationToken) == 0)
            return await FindReasonAsync(transaction, chat, AddChunkOutcome.TooMany, cancellationToken);

        var isNewTrack = await transaction.QueryAsync(InsertChunk, ChunkRow.Parameters(chat, chunk), cancellationToken)
            .ReadOneAsync(row => (bool?)row.GetBoolean(0), cancellationToken);
        if (isNewTrack is null)
            return await FindReasonAsync(transaction, chat, AddChunkOutcome.NumberTaken, cancellationToken);

        var tracks = new { chat = chat.Value, maxTracks = limits.MaxTracks };
        return isNewTrack is false || await transaction.ExecuteAsync(CountTrack, tracks, cancellationToken) > 0
            ? AddChunkOutcome.Added
            : AddChunkOutcome.TooManyTracks;
    }

    private static async Task SupersedeFilesAsync(
        DbTransaction transaction, ChatKey chat, DateTimeOffset now, DateTimeOffset supersededUntil, CancellationToken cancellationToken)
    {
        var files = new { chat = chat.Value, now, dueAt = supersededUntil };
        if (await transaction.ExecuteAsync(SupersedeFiles, files, cancellationToken) == 0)
            return;

        await transaction.ExecuteAsync(DeleteSuperseded, files, cancellationToken);
        await transaction.ExecuteAsync(MarkSuperseded, files, cancellationToken);
    }

    private static async Task<AddChunkOutcome> FindReasonAsync(
        DbTransaction transaction, ChatKey chat, AddChunkOutcome ifRecording, CancellationToken cancellationToken)
    {
        var recording = await transaction.QueryAsync(SelectSetting, new { chat = chat.Value }, cancellationToken)
            .ReadOneAsync(row => (bool?)row.GetBoolean(0), cancellationToken);
        return recording switch
        {
            null => AddChunkOutcome.ChatGone,
            false => AddChunkOutcome.RecordingDisabled,
            true => ifRecording,
        };
    }
}
