using Recordings.Application.Ports;
using Recordings.Domain.Workspaces;

namespace Recordings.Infrastructure.Sql;

internal sealed class SqlWorkspaces(SqlDatabase database) : IWorkspaces
{
    private const string SelectOne = "SELECT 1 FROM workspaces WHERE uuid = @workspace";
    private const string SelectAny = "SELECT 1 FROM workspaces LIMIT 1";

    private const string Insert = """
        INSERT INTO workspaces (uuid, name, recording, created_at) VALUES (@workspace, @name, @recording, @now)
        ON CONFLICT (uuid) DO NOTHING
        """;

    private const string UpdateRecording = "UPDATE workspaces SET recording = @recording WHERE uuid = @workspace RETURNING name";

    public Task<bool> ExistsAsync(WorkspaceId workspace, CancellationToken cancellationToken) =>
        database.ReadOneAsync(SelectOne, new { workspace = workspace.Value }, _ => true, cancellationToken);

    public Task<bool> AnyAsync(CancellationToken cancellationToken) =>
        database.ReadOneAsync(SelectAny, new { }, _ => true, cancellationToken);

    public Task<bool> AddAsync(Workspace workspace, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var parameters = new { workspace = workspace.Id.Value, name = workspace.Name, recording = workspace.Recording, now };
        return database.WriteAsync(
            async transaction => await transaction.ExecuteAsync(Insert, parameters, cancellationToken) > 0, cancellationToken);
    }

    public async Task<Workspace?> SetRecordingAsync(WorkspaceId workspace, bool recording, CancellationToken cancellationToken)
    {
        Workspace? set = null;
        await database.WriteAsync(
            async transaction =>
            {
                set = await transaction
                    .QueryAsync(UpdateRecording, new { workspace = workspace.Value, recording }, cancellationToken)
                    .ReadOneAsync(row => new Workspace(workspace, row.GetString(0), recording), cancellationToken);
                return set is not null;
            },
            cancellationToken);
        return set;
    }
}
