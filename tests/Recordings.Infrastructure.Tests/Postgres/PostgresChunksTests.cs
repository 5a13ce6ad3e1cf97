using Recordings.Application.Ports;
using Recordings.Infrastructure.Sql;
using Recordings.Infrastructure.Tests.Sql;

namespace Recordings.Infrastructure.Tests.Postgres;

[TestFixture]
[Category(PostgresServer.Category)]
public sealed class PostgresChunksTests : ChunksContract
{
    private readonly PostgresServer _server = new();

    private protected override async Task<SqlDatabase> CreateDatabaseAsync() => (await _server.CreateAsync(1))[0];

    protected override Task DropDatabaseAsync() => _server.DropAsync();

    [Test]
    public async Task AddChunkAsync_RecordingTurnedOffWhileWaiting_IsDisabled()
    {
        var call = await OpenCallAsync();
        Task<AddChunkOutcome>? waiting = null;
        await SharedDatabase.WriteAsync(
            async transaction =>
            {
                await transaction.ExecuteAsync("UPDATE chats SET chunk_count = chunk_count WHERE id = @id", new { id = call.Value }, default);
                waiting = AddAsync(call, ChunkOf(0));
                while (!await IsAnyWaitingAsync())
                    await Task.Yield();
                return await transaction.ExecuteAsync(
                    "UPDATE workspaces SET recording = FALSE WHERE uuid = @workspace", new { workspace = Workspace.Value }, default) > 0;
            },
            default);

        Assert.That(await waiting!, Is.EqualTo(AddChunkOutcome.RecordingDisabled));
        Assert.That(await Recordings.LoadChunksAsync(call, default), Is.Empty);
    }

    private Task<bool> IsAnyWaitingAsync() => SharedDatabase.ReadOneAsync(
        "SELECT 1 FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'", new { }, _ => true, default);
}
