using System.Runtime.InteropServices;
using Recordings.Application.Ports;
using Recordings.Domain;
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
        INSERT INTO files (chat, fingerprint, base, object_key, size_bytes, checksum, superseded)
        SELECT id, @fingerprint, @base, @objectKey, @sizeBytes, @checksum, chunk_count <> @chunkCount
        FROM chats WHERE id = @chat
        ON CONFLICT (chat, fingerprint) DO UPDATE
        SET object_key = excluded.object_key, size_bytes = excluded.size_bytes, checksum = excluded.checksum,
            superseded = excluded.superseded
        RETURNING superseded
        """;

    private const string InsertBlocks = """
        INSERT INTO file_blocks (chat, fingerprint, checksums)
        SELECT chat, fingerprint, @blockChecksums FROM files WHERE chat = @chat AND fingerprint = @fingerprint
        ON CONFLICT (chat, fingerprint) DO UPDATE SET checksums = excluded.checksums
        """;

    private const string SelectFile = """
        SELECT f.object_key, f.size_bytes, f.checksum, b.checksums
        FROM files f LEFT JOIN file_blocks b ON b.chat = f.chat AND b.fingerprint = f.fingerprint
        WHERE f.chat = @chat AND f.fingerprint = @fingerprint
        """;

    private const string DeleteGarbage = "DELETE FROM garbage WHERE object_key = @objectKey";

    private const string InsertGarbage = """
        INSERT INTO garbage (object_key, workspace_uuid, chat_id, due_at)
        VALUES (@objectKey, @workspace, @chatId, @dueAt)
        ON CONFLICT (object_key) DO UPDATE SET due_at = excluded.due_at
        """;

    // Of one call at most one superseded version is kept: the one that was kept last.
    private const string QueueOtherSuperseded = """
        INSERT INTO garbage (object_key, workspace_uuid, chat_id, due_at)
        SELECT f.object_key, c.workspace_uuid, c.chat_id, @now
        FROM files f JOIN chats c ON c.id = f.chat WHERE f.chat = @chat AND f.superseded AND f.base <> @base
        ON CONFLICT (object_key) DO UPDATE SET due_at = excluded.due_at
        """;

    private const string DeleteOtherSuperseded = "DELETE FROM files WHERE chat = @chat AND superseded AND base <> @base";

    // First, because it locks the chat's row: the writes of a chat's files follow one another.
    private const string MarkDue = """
        UPDATE chats
        SET assembly_due = assembly_due
            OR EXISTS (SELECT 1 FROM files f WHERE f.chat = @chat AND f.fingerprint = @fingerprint AND NOT f.superseded)
        WHERE id = @chat
        """;

    private const string QueueFile = """
        INSERT INTO garbage (object_key, workspace_uuid, chat_id, due_at)
        SELECT f.object_key, c.workspace_uuid, c.chat_id, CASE WHEN f.superseded THEN @now ELSE @dueAt END
        FROM files f JOIN chats c ON c.id = f.chat WHERE f.chat = @chat AND f.fingerprint = @fingerprint
        ON CONFLICT (object_key) DO UPDATE SET due_at = excluded.due_at
        """;

    private const string DeleteFile = "DELETE FROM files WHERE chat = @chat AND fingerprint = @fingerprint";

    private const string SelectDueWorkspaces = "SELECT DISTINCT workspace_uuid FROM chats WHERE assembly_due";

    private const string SelectDue = """
        SELECT id, chat_id FROM chats WHERE assembly_due AND workspace_uuid = @workspace AND id > @chat ORDER BY id LIMIT 1
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
        Recording recording, StoredFile file, DateTimeOffset now, DateTimeOffset supersededUntil, CancellationToken cancellationToken)
    {
        var parameters = new
        {
            chat = recording.Key.Value,
            chunkCount = recording.ChunkCount,
            fingerprint = file.File.Fingerprint.ToArray(),
            @base = recording.Summary!.Fingerprint.ToArray(),
            objectKey = file.File.ObjectKey,
            sizeBytes = file.File.SizeBytes,
            checksum = file.File.Checksum.ToArray(),
            blockChecksums = MemoryMarshal.AsBytes(file.BlockChecksums.Span).ToArray(),
            workspace = recording.Workspace.Value,
            chatId = recording.Id.Value,
            now,
            dueAt = supersededUntil,
        };
        return database.WriteAsync(
            async transaction =>
            {
                if (await transaction.ExecuteAsync(ClearDue, parameters, cancellationToken) == 0)
                    return false;

                var superseded = await transaction.QueryAsync(InsertFile, parameters, cancellationToken)
                    .ReadOneAsync(row => row.GetBoolean(0), cancellationToken);
                await transaction.ExecuteAsync(InsertBlocks, parameters, cancellationToken);
                if (superseded && await transaction.ExecuteAsync(QueueOtherSuperseded, parameters, cancellationToken) > 0)
                    await transaction.ExecuteAsync(DeleteOtherSuperseded, parameters, cancellationToken);
                await transaction.ExecuteAsync(superseded ? InsertGarbage : DeleteGarbage, parameters, cancellationToken);
                return true;
            },
            cancellationToken);
    }

    public Task<StoredFile?> FindFileAsync(ChatKey chat, Sha256 fingerprint, CancellationToken cancellationToken) =>
        database.ReadOneAsync(
            SelectFile,
            new { chat = chat.Value, fingerprint = fingerprint.ToArray() },
            row => new StoredFile(
                new RenditionFile(row.GetString(0), fingerprint, row.GetInt64(1), new Sha256(row.GetFieldValue<byte[]>(2))),
                row.IsDBNull(3) ? default : MemoryMarshal.Cast<byte, uint>(row.GetFieldValue<byte[]>(3)).ToArray()),
            cancellationToken);

    public Task<bool> DropFileAsync(
        ChatKey chat, Sha256 fingerprint, DateTimeOffset now, DateTimeOffset dueAt, CancellationToken cancellationToken)
    {
        var parameters = new { chat = chat.Value, fingerprint = fingerprint.ToArray(), now, dueAt };
        return database.WriteAsync(
            async transaction =>
                await transaction.ExecuteAsync(MarkDue, parameters, cancellationToken) > 0
                && await transaction.ExecuteAsync(QueueFile, parameters, cancellationToken) > 0
                && await transaction.ExecuteAsync(DeleteFile, parameters, cancellationToken) > 0,
            cancellationToken);
    }

    public Task<IReadOnlyList<WorkspaceId>> FindDueWorkspacesAsync(CancellationToken cancellationToken) =>
        database.ReadAllAsync(SelectDueWorkspaces, new { }, row => new WorkspaceId(row.GetGuid(0)), cancellationToken);

    public Task<(ChatKey Key, ChatId Chat)?> FindDueAssemblyAsync(
        WorkspaceId workspace, ChatKey after, CancellationToken cancellationToken) =>
        database.ReadOneAsync(
            SelectDue,
            new { workspace = workspace.Value, chat = after.Value },
            row => ((ChatKey, ChatId)?)(new ChatKey(row.GetInt64(0)), new ChatId(row.GetInt64(1))),
            cancellationToken);

    public Task ForgetDueAssemblyAsync(ChatKey chat, CancellationToken cancellationToken) =>
        database.WriteAsync(
            async transaction => await transaction.ExecuteAsync(ClearDue, new { chat = chat.Value }, cancellationToken) > 0,
            cancellationToken);
}
