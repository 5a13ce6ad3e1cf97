using Recordings.Application.Ports;
using Recordings.Domain.Chats;
using Recordings.Domain.Recordings;
using Recordings.Domain.Timelines;
using Recordings.Domain.Workspaces;

namespace Recordings.Infrastructure.Sql;

internal sealed class SqlRecordings(SqlDatabase database) : IRecordings
{
    private const string SelectRecording = $"""
        SELECT {RecordingRow.Columns}
        FROM chats c
        JOIN workspaces w ON w.uuid = c.workspace_uuid
        LEFT JOIN files f ON f.chat = c.id AND f.fingerprint = c.fingerprint
        WHERE c.workspace_uuid = @workspace AND c.chat_id = @chat
        """;

    private const string SelectChunks = $"SELECT {ChunkRow.Columns} FROM chunks WHERE chat = @chat";

    // In the order of the primary key, which is also the order of the fingerprint.
    private const string SelectOutline = $"SELECT {OutlineRows.Columns} FROM chunks WHERE chat = @chat ORDER BY chat, track, sequence";

    private const string SelectSummary = $"""
        SELECT {OutlineRows.Columns}, {OutlineRows.SummaryColumns} FROM chunks WHERE chat = @chat ORDER BY chat, track, sequence
        """;

    private const string UpdateSummary = """
        UPDATE chats SET fingerprint = @fingerprint, sample_rate = @rate, frames = @frames
        WHERE id = @chat AND chunk_count = @chunkCount
        """;

    private const string ClearDue = "UPDATE chats SET assembly_due = FALSE WHERE id = @chat";

    private const string InsertFile = """
        INSERT INTO files (chat, fingerprint, base, object_key, size_bytes, checksum)
        SELECT id, @fingerprint, @base, @objectKey, @sizeBytes, @checksum FROM chats WHERE id = @chat AND chunk_count = @chunkCount
        ON CONFLICT (chat, fingerprint) DO UPDATE
        SET object_key = excluded.object_key, size_bytes = excluded.size_bytes, checksum = excluded.checksum
        """;

    private const string DeleteGarbage = "DELETE FROM garbage WHERE object_key = @objectKey";

    private const string InsertGarbage = """
        INSERT INTO garbage (object_key, workspace_uuid, chat_id, due_at)
        VALUES (@objectKey, @workspace, @chatId, @dueAt)
        ON CONFLICT (object_key) DO NOTHING
        """;

    private const string SelectDue = """
        SELECT id, workspace_uuid, chat_id FROM chats WHERE assembly_due AND id > @chat ORDER BY id LIMIT @limit
        """;

    public Task<Recording?> FindAsync(WorkspaceId workspace, ChatId chat, CancellationToken cancellationToken) =>
        database.ReadOneAsync(
            SelectRecording,
            new { workspace = workspace.Value, chat = chat.Value },
            row => RecordingRow.Read(row, 0, workspace, chat),
            cancellationToken);

    public async Task<RecordingOutline?> LoadOutlineAsync(
        ChatKey chat, int chunkCount, bool summarize, CancellationToken cancellationToken)
    {
        using var rows = await database.CollectAsync(
            summarize ? SelectSummary : SelectOutline,
            new { chat = chat.Value },
            () => new OutlineRows(chunkCount, summarize),
            static (rows, row) => rows.Add(row),
            cancellationToken);
        return rows.Build();
    }

    public Task<IReadOnlyList<Chunk>> LoadChunksAsync(ChatKey chat, CancellationToken cancellationToken) =>
        database.ReadAllAsync(SelectChunks, new { chat = chat.Value }, new ChunkRow.Reader().Read, cancellationToken);

    public Task KeepSummaryAsync(ChatKey chat, int chunkCount, RecordingSummary summary, CancellationToken cancellationToken)
    {
        var parameters = new
        {
            chat = chat.Value,
            chunkCount,
            fingerprint = summary.Fingerprint.ToArray(),
            rate = summary.Rate.Hertz,
            frames = summary.Frames,
        };
        return database.WriteAsync(
            async transaction => await transaction.ExecuteAsync(UpdateSummary, parameters, cancellationToken) > 0, cancellationToken);
    }

    public Task<bool> KeepFileAsync(
        Recording recording, RenditionFile file, DateTimeOffset supersededUntil, CancellationToken cancellationToken)
    {
        var parameters = new
        {
            chat = recording.Key.Value,
            chunkCount = recording.ChunkCount,
            fingerprint = file.Fingerprint.ToArray(),
            @base = recording.Summary!.Fingerprint.ToArray(),
            objectKey = file.ObjectKey,
            sizeBytes = file.SizeBytes,
            checksum = file.Checksum.ToArray(),
            workspace = recording.Workspace.Value,
            chatId = recording.Id.Value,
            dueAt = supersededUntil,
        };
        return database.WriteAsync(
            async transaction =>
            {
                if (await transaction.ExecuteAsync(ClearDue, parameters, cancellationToken) == 0)
                    return false;

                var current = await transaction.ExecuteAsync(InsertFile, parameters, cancellationToken) > 0;
                await transaction.ExecuteAsync(current ? DeleteGarbage : InsertGarbage, parameters, cancellationToken);
                return true;
            },
            cancellationToken);
    }

    public Task<IReadOnlyList<(ChatKey Key, WorkspaceId Workspace, ChatId Chat)>> FindDueAssembliesAsync(
        ChatKey after, int limit, CancellationToken cancellationToken) =>
        database.ReadAllAsync(
            SelectDue,
            new { chat = after.Value, limit },
            row => (new ChatKey(row.GetInt64(0)), new WorkspaceId(row.GetGuid(1)), new ChatId(row.GetInt64(2))),
            cancellationToken);

    public Task ForgetDueAssemblyAsync(ChatKey chat, CancellationToken cancellationToken) =>
        database.WriteAsync(
            async transaction => await transaction.ExecuteAsync(ClearDue, new { chat = chat.Value }, cancellationToken) > 0,
            cancellationToken);
}
