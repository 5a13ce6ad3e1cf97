using Npgsql;

namespace Recordings.Benchmarks.Running;

/// <summary>A database of its own on the PostgreSQL server that RECORDINGS_TEST_POSTGRES names.</summary>
internal sealed class OwnDatabase : IAsyncDisposable
{
    public const string Variable = "RECORDINGS_TEST_POSTGRES";

    private readonly string _name = $"benchmarks_{Guid.NewGuid():N}";

    public static bool IsAtHand => Environment.GetEnvironmentVariable(Variable) is { Length: > 0 };

    private static string Server => Environment.GetEnvironmentVariable(Variable)!;

    public static async Task<OwnDatabase> CreateAsync()
    {
        var database = new OwnDatabase();
        await ExecuteAsync($"CREATE DATABASE {database._name}");
        return database;
    }

    public Deployment Deploy(string data) => new(data, new Dictionary<string, string>
    {
        ["Database__Provider"] = "Postgres",
        ["ConnectionStrings__Recordings"] = new NpgsqlConnectionStringBuilder(Server) { Database = _name }.ToString(),
    });

    public async ValueTask DisposeAsync() => await ExecuteAsync($"DROP DATABASE {_name} WITH (FORCE)");

    private static async Task ExecuteAsync(string sql)
    {
        await using var source = NpgsqlDataSource.Create(Server + ";Pooling=false");
        await using var command = source.CreateCommand(sql);
        await command.ExecuteNonQueryAsync();
    }
}
