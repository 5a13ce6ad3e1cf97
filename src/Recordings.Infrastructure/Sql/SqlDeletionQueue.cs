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

    /// <summary>Chats are numbered in order: a greater number than any was given elsewhere, by a database that this one is an older copy of.</summary>
    private const string SelectMade = """
        SELECT uuid FROM workspaces WHERE uuid = @workspace AND (SELECT MAX(id) FROM chats) >= @chat
        """;

    private const string SelectReferenced = """
        SELECT object_key FROM chunks WHERE chat = @chat
        UNION ALL
        SELECT object_key FROM files WHERE chat = @chat
        """;

    private const string SelectWaiting = "SELECT object_key FROM garbage WHERE object_key = @objectKey";

    public Task<IReadOnlyList<string>> FindDueAsync(DateTimeOffset now, int limit, CancellationToken cancellationToken) =>
        database.ReadAllAsync(SelectDue, new { now, limit }, row => row.GetString(0), cancellationToken);

    public Task PostponeAsync(string objectKey, DateTimeOffset dueAt, CancellationToken cancellationToken) =>
        database.WriteAsync(
            async transaction => await transaction.ExecuteAsync(Postpone, new { objectKey, dueAt }, cancellationToken) > 0, cancellationToken);

    public async Task<string> FindOwnerAsync(CancellationToken cancellationToken) =>
        await database.ReadOneAsync(SelectOwner, new { }, row => row.GetString(0), cancellationToken)
        ?? throw new InvalidOperationException("The database has no name.");

    public Task ForgetAsync(string objectKey, CancellationToken cancellationToken) =>
        database.WriteAsync(
            async transaction => await transaction.ExecuteAsync(Delete, new { objectKey }, cancellationToken) > 0, cancellationToken);

    public async Task<IReadOnlyList<string>> FindOrphansAsync(IReadOnlyCollection<string> objectKeys, CancellationToken cancellationToken)
    {
        var orphans = new List<string>();
        foreach (var ofOneChat in objectKeys.GroupBy(ObjectKeys.CaptureOf))
        {
            // What this database never gave a number is not its own to remove: the store may be another's, or younger than a restored backup.
            if (ofOneChat.Key is not var (workspace, chat) || !await IsMadeAsync(workspace, chat, cancellationToken))
                continue;

            var referenced = await ReferencedAsync(chat, cancellationToken);
            foreach (var objectKey in ofOneChat.Where(key => !referenced.Contains(key)))
            {
                if (!await IsWaitingAsync(objectKey, cancellationToken))
                    orphans.Add(objectKey);
            }
        }

        return orphans;
    }

    private Task<bool> IsMadeAsync(WorkspaceId workspace, ChatKey chat, CancellationToken cancellationToken) =>
        database.ReadOneAsync(SelectMade, new { workspace = workspace.Value, chat = chat.Value }, _ => true, cancellationToken);

    private async Task<HashSet<string>> ReferencedAsync(ChatKey chat, CancellationToken cancellationToken) =>
        [.. await database.ReadAllAsync(SelectReferenced, new { chat = chat.Value }, row => row.GetString(0), cancellationToken)];

    private Task<bool> IsWaitingAsync(string objectKey, CancellationToken cancellationToken) =>
        database.ReadOneAsync(SelectWaiting, new { objectKey }, _ => true, cancellationToken);
}
