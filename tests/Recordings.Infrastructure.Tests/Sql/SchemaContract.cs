using Recordings.Application.Ports;
using Recordings.Infrastructure.Sql;

namespace Recordings.Infrastructure.Tests.Sql;

/// <summary>The database as a whole: its schema, and its being there.</summary>
public abstract class SchemaContract : SqlContract
{
    [Test]
    public void CheckAsync_DatabaseAtHand_Passes() => Assert.DoesNotThrowAsync(() => Database.CheckAsync(default));

    [Test]
    public async Task MigrateAsync_Again_KeepsEverything()
    {
        await OpenCallAsync();

        await Database.MigrateAsync(default);

        Assert.That(await Recordings.FindAsync(Workspace, Chat, default), Is.Not.Null);
    }

    [Test]
    public async Task FindSchemaAsync_Migrated_IsAsNeeded()
    {
        var schema = await Database.FindSchemaAsync(default);

        Assert.That(schema.Present, Is.EqualTo(schema.Needed).And.Positive);
    }

    [Test]
    public async Task FindSchemaAsync_EmptyDatabase_IsNothingAndLeavesNothing()
    {
        var database = (await CreateReplicasAsync(1))[0];

        var schema = await database.FindSchemaAsync(default);

        Assert.That(schema.Present, Is.Zero);
        Assert.That(
            async () => await database.ReadOneAsync("SELECT version FROM schema_version", new { }, _ => true, default),
            Throws.InstanceOf<System.Data.Common.DbException>());
    }

    [Test]
    public async Task MigrateAsync_ManyAtOnceOnAnEmptyDatabase_AllPass()
    {
        var databases = await CreateReplicasAsync(4);

        await Task.WhenAll(databases.Select(database => database.MigrateAsync(default)));

        Assert.That(await new SqlWorkspaces(databases[0]).AnyAsync(default), Is.False);
    }

    [Test]
    public async Task MigrateAsync_SchemaOfALaterRelease_IsRefusedInWords()
    {
        var database = (await CreateReplicasAsync(1))[0];
        await database.MigrateAsync(default);
        await database.WriteAsync(
            async transaction => await transaction.ExecuteAsync("INSERT INTO schema_version (version) VALUES (@version)", new { version = 9999 }, default) > 0, default);

        var refused = Assert.ThrowsAsync<SchemaTooNewException>(() => database.MigrateAsync(default));

        Assert.That(refused!.Message, Does.Contain("9999"));
    }

    [Test]
    public void ReadOneAsync_WrongStatement_IsNoOutage() =>
        Assert.That(
            async () => await SharedDatabase.ReadOneAsync("SELECT nothing FROM nowhere", new { }, _ => true, default),
            Throws.InstanceOf<System.Data.Common.DbException>());

    [Test]
    public async Task WriteAsync_AnsweredFalse_LeavesNoTrace()
    {
        var other = Guid.NewGuid();
        await SharedDatabase.WriteAsync(
            async transaction =>
            {
                await transaction.ExecuteAsync(
                    "INSERT INTO workspaces (uuid, name, recording, created_at) VALUES (@other, 'x', @on, @now)", new { other, on = true, now = Now }, default);
                return false;
            },
            default);

        Assert.That(await Workspaces.ExistsAsync(new(other), default), Is.False);
    }

    [Test]
    public void ReadAsync_Cancelled_IsCancelled() =>
        Assert.CatchAsync<OperationCanceledException>(() => Workspaces.AnyAsync(new CancellationToken(canceled: true)));

    /// <summary>Several services over one database that is new and empty.</summary>
    private protected abstract Task<SqlDatabase[]> CreateReplicasAsync(int count);
}
