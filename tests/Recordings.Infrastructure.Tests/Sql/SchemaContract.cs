using Recordings.Application.Ports;
using Recordings.Infrastructure.Sql;

namespace Recordings.Infrastructure.Tests.Sql;

/// <summary>The database as a whole: its schema, its availability and its transactions.</summary>
public abstract class SchemaContract : SqlContract
{
    [Test]
    public void CheckAsync_DatabaseAvailable_Passes() => Assert.DoesNotThrowAsync(() => Database.CheckAsync(default));

    [Test]
    public async Task MigrateAsync_Twice_KeepsTheData()
    {
        await OpenCallAsync();

        await Database.MigrateAsync(default);

        Assert.That(await Recordings.FindAsync(Workspace, Chat, default), Is.Not.Null);
    }

    [Test]
    public async Task FindSchemaAsync_MigratedDatabase_IsCurrent()
    {
        var schema = await Database.FindSchemaAsync(default);

        Assert.That(schema.Present, Is.EqualTo(schema.Needed).And.Positive);
    }

    [Test]
    public async Task FindSchemaAsync_EmptyDatabase_IsZeroAndLeavesNoTable()
    {
        var database = (await CreateReplicasAsync(1))[0];

        var schema = await database.FindSchemaAsync(default);

        Assert.That(schema.Present, Is.Zero);
        Assert.That(
            async () => await database.ReadOneAsync("SELECT version FROM schema_version", new { }, _ => true, default),
            Throws.InstanceOf<System.Data.Common.DbException>());
    }

    [Test]
    public async Task MigrateAsync_ConcurrentlyOnEmptyDatabase_AllPass()
    {
        var databases = await CreateReplicasAsync(4);

        await Task.WhenAll(databases.Select(database => database.MigrateAsync(default)));

        Assert.That(await new SqlWorkspaces(databases[0]).AnyAsync(default), Is.False);
    }

    [Test]
    public async Task MigrateAsync_SchemaOfLaterRelease_ThrowsWithItsVersion()
    {
        var database = (await CreateReplicasAsync(1))[0];
        await database.MigrateAsync(default);
        await database.WriteAsync(
            async transaction => await transaction.ExecuteAsync(
                "INSERT INTO schema_version (version) VALUES (@version)", new { version = 9999 }, default) > 0,
            default);

        var fault = Assert.ThrowsAsync<SchemaTooNewException>(() => database.MigrateAsync(default));

        Assert.That(fault!.Message, Does.Contain("9999"));
    }

    [Test]
    public void ReadOneAsync_WrongStatement_IsNotUnavailable() =>
        Assert.That(
            async () => await SharedDatabase.ReadOneAsync("SELECT nothing FROM nowhere", new { }, _ => true, default),
            Throws.InstanceOf<System.Data.Common.DbException>());

    [Test]
    public async Task WriteAsync_ReturnsFalse_RollsBack()
    {
        var other = Guid.NewGuid();
        await SharedDatabase.WriteAsync(
            async transaction =>
            {
                await transaction.ExecuteAsync(
                    "INSERT INTO workspaces (uuid, name, recording, created_at) VALUES (@other, 'x', @on, @now)",
                    new { other, on = true, now = Now },
                    default);
                return false;
            },
            default);

        Assert.That(await Workspaces.ExistsAsync(new(other), default), Is.False);
    }

    [Test]
    public void ReadAsync_Cancelled_IsCancelled() =>
        Assert.CatchAsync<OperationCanceledException>(() => Workspaces.AnyAsync(new CancellationToken(canceled: true)));

    /// <summary>Creates several replicas on one new and empty database.</summary>
    private protected abstract Task<SqlDatabase[]> CreateReplicasAsync(int count);
}
