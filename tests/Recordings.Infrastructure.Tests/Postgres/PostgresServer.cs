using Dapper;
using Microsoft.Extensions.Options;
using Npgsql;
using Recordings.Infrastructure.Postgres;

namespace Recordings.Infrastructure.Tests.Postgres;

/// <summary>The PostgreSQL server that the environment names. Each fixture creates its own databases on it, and drops them.</summary>
internal sealed class PostgresServer
{
    public const string Category = "NeedsPostgres";
    private const string Variable = "RECORDINGS_TEST_POSTGRES";

    private readonly List<string> _names = [];
    private readonly List<PostgresDatabase> _databases = [];

    public async Task<PostgresDatabase[]> CreateAsync(int replicas)
    {
        var connections = await CreateDatabaseAsync();
        var databases = Enumerable.Range(0, replicas).Select(_ => new PostgresDatabase(connections)).ToArray();
        _databases.AddRange(databases);
        return databases;
    }

    /// <summary>Creates an empty database.</summary>
    /// <param name="settings">Appended to the connection string.</param>
    public async Task<PostgresConnections> CreateDatabaseAsync(string settings = "")
    {
        var server = Server();
        var name = $"recordings_test_{Guid.NewGuid():N}";
        await ExecuteAsync(server, $"CREATE DATABASE {name}");
        _names.Add(name);
        return Connections(new NpgsqlConnectionStringBuilder(server) { Database = name } + ";" + settings);
    }

    public static PostgresConnections Connections(string connectionString) =>
        new(Options.Create(new PostgresOptions { ConnectionString = connectionString }));

    public async Task DropAsync()
    {
        _databases.ForEach(database => database.Dispose());
        foreach (var name in _names)
            await ExecuteAsync(Server(), $"DROP DATABASE IF EXISTS {name} WITH (FORCE)");
    }

    public static async Task ExecuteAsync(string connectionString, string sql)
    {
        await using var connection = new NpgsqlConnection(connectionString + ";Pooling=false");
        await connection.ExecuteAsync(sql, commandTimeout: 3600);
    }

    private static string Server()
    {
        var server = Environment.GetEnvironmentVariable(Variable);
        if (string.IsNullOrEmpty(server))
            Assert.Ignore($"{Variable} names no PostgreSQL server.");
        return server!;
    }
}
