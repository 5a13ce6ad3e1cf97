using System.Globalization;
using Npgsql;

namespace Recordings.Reliability.Tests.Servers;

/// <summary>A PostgreSQL database for one test or fixture, dropped on disposal.</summary>
internal sealed class SharedDatabase : IAsyncDisposable
{
    public const string Variable = "RECORDINGS_TEST_POSTGRES";

    /// <summary>The server does not check it. Tests check that it does not appear in a log.</summary>
    public const string Password = "canary-0c1d6f9b-password";

    private readonly string _server;
    private readonly string _name = $"recordings_trust_{Guid.NewGuid():N}";

    private SharedDatabase(string server) => _server = server;

    public Uri Address
    {
        get
        {
            var server = new NpgsqlConnectionStringBuilder(_server);
            return new Uri($"tcp://{server.Host}:{server.Port.ToString(CultureInfo.InvariantCulture)}");
        }
    }

    /// <param name="server">A connection string; null for the server that the environment names.</param>
    public static async Task<SharedDatabase> CreateAsync(string? server = null)
    {
        var database = new SharedDatabase(server ?? Environment.GetEnvironmentVariable(Variable)!);
        await database.ExecuteExecuteOnServerAsync("CREATE DATABASE " + database._name);
        // Committed rows must survive a crash of the server.
        await database.ExecuteExecuteOnServerAsync($"ALTER DATABASE {database._name} SET synchronous_commit = on");
        return database;
    }

    /// <summary>The connection string for the service.</summary>
    /// <param name="proxy">A proxy in front of the server; null for a direct connection.</param>
    public string ConnectionString(Uri? proxy = null)
    {
        var settings = new NpgsqlConnectionStringBuilder(_server) { Database = _name, Password = Password };
        if (proxy is not null)
            (settings.Host, settings.Port) = (proxy.Host, proxy.Port);
        return settings.ToString();
    }

    /// <summary>Returns the first column of the first row.</summary>
    public async Task<object?> QueryAsync(string sql)
    {
        await using var source = NpgsqlDataSource.Create(ConnectionString() + ";Pooling=false");
        await using var command = source.CreateCommand(sql);
        return await command.ExecuteScalarAsync();
    }

    public async Task<long> CountAsync(string sql) => Convert.ToInt64(await QueryAsync(sql), CultureInfo.InvariantCulture);

    public async ValueTask DisposeAsync() => await ExecuteExecuteOnServerAsync($"DROP DATABASE IF EXISTS {_name} WITH (FORCE)");

    private async Task ExecuteExecuteOnServerAsync(string sql)
    {
        await using var source = NpgsqlDataSource.Create(_server + ";Pooling=false");
        await using var command = source.CreateCommand(sql);
        await command.ExecuteNonQueryAsync();
    }
}
