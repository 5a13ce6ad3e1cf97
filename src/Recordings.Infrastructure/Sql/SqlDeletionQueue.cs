using Recordings.Application.Ports;
using Recordings.Application.Storage;
using Recordings.Domain.Chats;
using Recordings.Domain.Workspaces;

namespace Recordings.Infrastructure.Sql;

internal sealed class SqlDeletionQueue(SqlDatabase database) : IDeletionQueue
{
    private const string SelectDue = "SELECT object_key FROM garbage WHERE due_at <= @now ORDER BY due_at LIMIT @limit";
    private const string Postpone = "UPDATE garbage SET due_at = @dueAt WHERE object_key = @objectKey";
    private const string SelectOwner = "SELECT id FROM store_owner";
    private const string Delete = "DELETE FROM garbage WHERE object_key = @objectKey";
    private const string DeleteFile = "DELETE FROM files WHERE chat = @chat AND object_key = @objectKey AND superseded";

    /// <summary>
    /// Chat numbers only grow. A key with a number above the greatest one here comes from another database, of which this one
    /// is an older copy.
    /// </summary>
    private const string SelectNumbered = """
        SELECT uuid FROM workspaces WHERE uuid = @workspace AND (SELECT MAX(id) FROM chats) >= @chat
        """;

    private const string SelectReferenced = """
        SELECT object_key FROM chunks WHERE chat = @chat
        UNION ALL
        SELECT object_key FROM files WHERE chat = @chat
        """;

    private const string SelectQueued = "SELECT object_key FROM garbage WHERE object_key = @objectKey";

    public Task<IReadOnlyList<string>> FindDueAsync(DateTimeOffset now, int limit, CancellationToken cancellationToken) =>
        database.ReadAllAsync(SelectDue, new { now, limit }, row => row.GetString(0), cancellationToken);

    public Task PostponeAsync(string objectKey, DateTimeOffset dueAt, CancellationToken cancellationToken) =>
        database.WriteAsync(
            async transaction => await transaction.ExecuteAsync(Postpone, new { objectKey, dueAt }, cancellationToken) > 0, cancellationToken);

    public async Task<string> FindOwnerAsync(CancellationToken cancellationToken) =>
        await database.ReadOneAsync(SelectOwner, new { }, row => row.GetString(0), cancellationToken)
        ?? throw new InvalidOperationException("The table store_owner is empty.");

    public Task ForgetAsync(string objectKey, CancellationToken cancellationToken)
    {
        var parameters = new { objectKey, chat = ObjectKeys.CaptureOf(objectKey)?.Chat.Value ?? 0 };
        return database.WriteAsync(
            async transaction =>
                await transaction.ExecuteAsync(Delete, parameters, cancellationToken)
                + await transaction.ExecuteAsync(DeleteFile, parameters, cancellationToken) > 0,
            cancellationToken);
    }

    public async Task<IReadOnlyList<string>> FindOrphansAsync(IReadOnlyCollection<string> objectKeys, CancellationToken cancellationToken)
    {
        var orphans = new List<string>();
        foreach (var ofOneCapture in objectKeys.GroupBy(ObjectKeys.CaptureOf))
        {
            // Keep objects of captures that this database did not number: the store may be another's, or newer than a restored backup.
            if (ofOneCapture.Key is not var (workspace, chat) || !await IsNumberedHereAsync(workspace, chat, cancellationToken))
                continue;

            var referenced = await FindReferencedAsync(chat, cancellationToken);
            foreach (var objectKey in ofOneCapture.Where(key => !referenced.Contains(key)))
            {
                if (!await IsQueuedAsync(objectKey, cancellationToken))
                    orphans.Add(objectKey);
            }
        }

        return orphans;
    }

    private Task<bool> IsNumberedHereAsync(WorkspaceId workspace, ChatKey chat, CancellationToken cancellationToken) =>
        database.ReadOneAsync(SelectNumbered, new { workspace = workspace.Value, chat = chat.Value }, _ => true, cancellationToken);

    private async Task<HashSet<string>> FindReferencedAsync(ChatKey chat, CancellationToken cancellationToken) =>
        [.. await database.ReadAllAsync(SelectReferenced, new { chat = chat.Value }, row => row.GetString(0), cancellationToken)];

    private Task<bool> IsQueuedAsync(string objectKey, CancellationToken cancellationToken) =>
        database.ReadOneAsync(SelectQueued, new { objectKey }, _ => true, cancellationToken);
}
