using System.Data.Common;
using Recordings.Application.Ports;
using Recordings.Domain;
using Recordings.Domain.Access;
using Recordings.Domain.Chats;
using Recordings.Domain.Workspaces;

namespace Recordings.Infrastructure.Sql;

internal sealed class SqlCredentials(SqlDatabase database) : ICredentials
{
    private const string Columns = "k.key_id, k.workspace_uuid, k.member_id, k.scopes, k.created_at, k.expires_at, k.revoked_at";
    private const int ColumnCount = 7;

    private const string SelectByDigest = $"""
        SELECT {Columns}, {RecordingRow.Columns}
        FROM api_keys k
        LEFT JOIN chats c ON c.workspace_uuid = k.workspace_uuid AND c.chat_id = @chat
        LEFT JOIN workspaces w ON w.uuid = c.workspace_uuid
        LEFT JOIN files f ON f.chat = c.id AND f.fingerprint = c.fingerprint
        WHERE k.digest = @digest
        """;

    private const string SelectById = $"SELECT {Columns} FROM api_keys k WHERE k.key_id = @keyId";
    private const string SelectByWorkspace = $"SELECT {Columns} FROM api_keys k WHERE k.workspace_uuid = @workspace ORDER BY k.created_at, k.key_id";

    private const string Insert = """
        INSERT INTO api_keys (key_id, digest, workspace_uuid, member_id, scopes, created_at, expires_at)
        SELECT @keyId, @digest, uuid, @member, @scopes, @createdAt, @expiresAt FROM workspaces WHERE uuid = @workspace
        """;

    private const string Revoke = "UPDATE api_keys SET revoked_at = COALESCE(revoked_at, @now) WHERE key_id = @keyId";

    public Task<PresentedKey?> FindAsync(Sha256 digest, ChatId? chat, CancellationToken cancellationToken) =>
        database.ReadOneAsync(
            SelectByDigest, new { digest = digest.ToArray(), chat = chat?.Value }, row => ReadPresented(row, chat), cancellationToken);

    public Task<ApiKey?> FindAsync(string keyId, CancellationToken cancellationToken) =>
        database.ReadOneAsync(SelectById, new { keyId }, Read, cancellationToken);

    public Task<bool> AddAsync(ApiKey key, Sha256 digest, CancellationToken cancellationToken)
    {
        var parameters = new
        {
            keyId = key.KeyId,
            digest = digest.ToArray(),
            workspace = key.Workspace.Value,
            member = key.Member.Value,
            scopes = string.Join(' ', key.Scopes.Select(ScopeNames.NameOf)),
            createdAt = key.CreatedAt,
            expiresAt = key.ExpiresAt,
        };
        return database.WriteAsync(
            async transaction => await transaction.ExecuteAsync(Insert, parameters, cancellationToken) > 0, cancellationToken);
    }

    public Task<IReadOnlyList<ApiKey>> ListAsync(WorkspaceId workspace, CancellationToken cancellationToken) =>
        database.ReadAllAsync(SelectByWorkspace, new { workspace = workspace.Value }, Read, cancellationToken);

    public Task<bool> RevokeAsync(string keyId, DateTimeOffset now, CancellationToken cancellationToken) =>
        database.WriteAsync(
            async transaction => await transaction.ExecuteAsync(Revoke, new { keyId, now }, cancellationToken) > 0, cancellationToken);

    private static PresentedKey ReadPresented(DbDataReader row, ChatId? chat)
    {
        var key = Read(row);
        var found = chat is not null && !row.IsDBNull(ColumnCount);
        return new PresentedKey(key, found ? RecordingRow.Read(row, ColumnCount, key.Workspace, chat!.Value) : null);
    }

    private static ApiKey Read(DbDataReader row) => new(
        row.GetString(0),
        new WorkspaceId(row.GetGuid(1)),
        MemberId.Restore(row.GetString(2)),
        [.. row.GetString(3).Split(' ').Select(word => ScopeNames.TryParse(word, out var scope) ? scope : default)],
        row.GetFieldValue<DateTimeOffset>(4),
        row.IsDBNull(5) ? null : row.GetFieldValue<DateTimeOffset>(5),
        row.IsDBNull(6) ? null : row.GetFieldValue<DateTimeOffset>(6));
}
