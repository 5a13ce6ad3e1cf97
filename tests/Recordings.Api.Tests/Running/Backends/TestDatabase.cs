using Npgsql;

namespace Recordings.Api.Tests.Running.Backends;

/// <summary>A PostgreSQL database for one service.</summary>
internal sealed class TestDatabase : IAsyncDisposable
{
    private readonly string _server = TestBackends.PostgresServer();
    private readonly string _name = $"recordings_test_{Guid.NewGuid():N}";

    private TestDatabase()
    {
    }

    public string ConnectionString => new NpgsqlConnectionStringBuilder(_server) { Database = _name }.ToString();

    public static async Task<TestDatabase> CreateAsync()
    {
        var database = new TestDatabase();
        await database.ExecuteAsync($"CREATE DATABASE {database._name}");
        return database;
    }

    public async ValueTask DisposeAsync() => await ExecuteAsync($"DROP DATABASE {_name} WITH (FORCE)");

    private async Task ExecuteAsync(string sql)
    {
        await using var source = NpgsqlDataSource.Create(_server + ";Pooling=false");
        await using var command = source.CreateCommand(sql);
        await command.ExecuteNonQueryAsync();
    }
}
