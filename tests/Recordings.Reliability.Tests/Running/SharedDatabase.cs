using System.Globalization;
using Npgsql;

namespace Recordings.Reliability.Tests.Running;

/// <summary>A PostgreSQL database of a test's own, dropped at its end.</summary>
internal sealed class SharedDatabase : IAsyncDisposable
{
    public const string Variable = "RECORDINGS_TEST_POSTGRES";

    /// <summary>The server lets everybody in; what matters is where this does not turn up again.</summary>
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

    /// <param name="server">A connection string; null: as the environment names the server.</param>
    public static async Task<SharedDatabase> CreateAsync(string? server = null)
    {
        var database = new SharedDatabase(server ?? Environment.GetEnvironmentVariable(Variable)!);
        await database.OnServerAsync("CREATE DATABASE " + database._name);
        // What was committed is meant to survive the server's own crash as well.
        await database.OnServerAsync($"ALTER DATABASE {database._name} SET synchronous_commit = on");
        return database;
    }

    /// <summary>As the service is configured with it.</summary>
    /// <param name="through">A proxy in front of the server.</param>
    public string ConnectionString(Uri? through = null)
    {
        var settings = new NpgsqlConnectionStringBuilder(_server) { Database = _name, Password = Password };
        if (through is not null)
            (settings.Host, settings.Port) = (through.Host, through.Port);
        return settings.ToString();
    }

    /// <summary>The first column of the first row.</summary>
    public async Task<object?> AskAsync(string sql)
    {
        await using var source = NpgsqlDataSource.Create(ConnectionString() + ";Pooling=false");
        await using var command = source.CreateCommand(sql);
        return await command.ExecuteScalarAsync();
    }

    public async Task<long> CountAsync(string sql) => Convert.ToInt64(await AskAsync(sql), CultureInfo.InvariantCulture);

    public async ValueTask DisposeAsync() => await OnServerAsync($"DROP DATABASE IF EXISTS {_name} WITH (FORCE)");

    private async Task OnServerAsync(string sql)
    {
        await using var source = NpgsqlDataSource.Create(_server + ";Pooling=false");
        await using var command = source.CreateCommand(sql);
        await command.ExecuteNonQueryAsync();
    }
}
