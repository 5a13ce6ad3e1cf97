using Npgsql;

namespace Recordings.Benchmarks.Running;

/// <summary>A new database on the PostgreSQL server that RECORDINGS_TEST_POSTGRES names, dropped on disposal.</summary>
internal sealed class BenchmarkDatabase : IAsyncDisposable
{
    public const string Variable = "RECORDINGS_TEST_POSTGRES";

    private readonly string _name = $"benchmarks_{Guid.NewGuid():N}";

    public static bool IsConfigured => Environment.GetEnvironmentVariable(Variable) is { Length: > 0 };

    private static string Server => Environment.GetEnvironmentVariable(Variable)!;

    public static async Task<BenchmarkDatabase> CreateAsync()
    {
        var database = new BenchmarkDatabase();
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
