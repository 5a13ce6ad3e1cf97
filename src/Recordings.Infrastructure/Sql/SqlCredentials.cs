using System.Data.Common;
using Recordings.Application.Ports;
using Recordings.Domain;
using Recordings.Domain.Access;
using Recordings.Domain.Chats;

namespace Recordings.Infrastructure.Sql;

internal sealed class SqlCredentials(SqlDatabase database) : ICredentials
{
    private const string Columns = "key_id, workspace_uuid, member_id, scopes, created_at, expires_at, revoked_at";
    private const string SelectByDigest = $"SELECT {Columns} FROM api_keys WHERE digest = @digest";
    private const string SelectById = $"SELECT {Columns} FROM api_keys WHERE key_id = @keyId";
    private const string SelectByWorkspace = $"SELECT {Columns} FROM api_keys WHERE workspace_uuid = @workspace ORDER BY created_at, key_id";

    private const string Insert = """
        INSERT INTO api_keys (key_id, digest, workspace_uuid, member_id, scopes, created_at, expires_at)
        SELECT @keyId, @digest, uuid, @member, @scopes, @createdAt, @expiresAt FROM workspaces WHERE uuid = @workspace
        """;

    private const string Revoke = "UPDATE api_keys SET revoked_at = COALESCE(revoked_at, @now) WHERE key_id = @keyId";

    public Task<ApiKey?> FindAsync(Sha256 digest, CancellationToken cancellationToken) =>
        FindOneAsync(SelectByDigest, new { digest = digest.ToArray() }, cancellationToken);

    public Task<ApiKey?> FindAsync(string keyId, CancellationToken cancellationToken) =>
        FindOneAsync(SelectById, new { keyId }, cancellationToken);

    public Task<bool> AddAsync(ApiKey key, Sha256 digest, CancellationToken cancellationToken)
    {
        var parameters = new
        {
            keyId = key.KeyId,
            digest = digest.ToArray(),
            workspace = key.Workspace.Value,
            member = key.Member.Value,
            scopes = string.Join(' ', key.Scopes.Select(ScopeNames.Of)),
            createdAt = key.CreatedAt,
            expiresAt = key.ExpiresAt,
        };
        return database.WriteAsync(
            async transaction => await transaction.ExecuteAsync(Insert, parameters, cancellationToken) > 0, cancellationToken);
    }

    public Task<IReadOnlyList<ApiKey>> ListAsync(WorkspaceId workspace, CancellationToken cancellationToken) =>
        database.ReadAsync(
            connection => connection
                .QueryAsync(SelectByWorkspace, new { workspace = workspace.Value }, cancellationToken)
                .ReadAllAsync(Read, cancellationToken),
            cancellationToken);

    public Task<bool> RevokeAsync(string keyId, DateTimeOffset now, CancellationToken cancellationToken) =>
        database.WriteAsync(
            async transaction => await transaction.ExecuteAsync(Revoke, new { keyId, now }, cancellationToken) > 0, cancellationToken);

    private Task<ApiKey?> FindOneAsync(string sql, object parameters, CancellationToken cancellationToken) =>
        database.ReadAsync(
            connection => connection.QueryAsync(sql, parameters, cancellationToken).ReadOneAsync(Read, cancellationToken),
            cancellationToken);

    private static ApiKey Read(DbDataReader row) => new(
        row.GetString(0),
        new WorkspaceId(row.GetGuid(1)),
        MemberId.Of(row.GetString(2)),
        [.. row.GetString(3).Split(' ').Select(word => ScopeNames.TryParse(word, out var scope) ? scope : default)],
        row.GetFieldValue<DateTimeOffset>(4),
        row.IsDBNull(5) ? null : row.GetFieldValue<DateTimeOffset>(5),
        row.IsDBNull(6) ? null : row.GetFieldValue<DateTimeOffset>(6));
}
