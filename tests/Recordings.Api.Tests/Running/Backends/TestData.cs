using System.Data.Common;
using Microsoft.Data.Sqlite;
using Npgsql;

namespace Recordings.Api.Tests.Running.Backends;

/// <summary>The data of one service: a folder, and optionally a database or a bucket. Disposal deletes all of them.</summary>
internal sealed class TestData : IAsyncDisposable
{
    private readonly TestDatabase? _database;
    private readonly TestBucket? _bucket;

    private TestData(TestDatabase? database, TestBucket? bucket) => (_database, _bucket) = (database, bucket);

    public string Directory { get; } = System.IO.Directory.CreateTempSubdirectory("recordings-test-").FullName;

    /// <summary>The configuration with which a service keeps its data here.</summary>
    public IReadOnlyDictionary<string, string> Settings
    {
        get
        {
            var settings = new Dictionary<string, string>(_bucket?.Settings ?? new Dictionary<string, string>()) { ["Data:Directory"] = Directory };
            if (_database is not null)
                (settings["Database:Provider"], settings["ConnectionStrings:Recordings"]) = ("Postgres", _database.ConnectionString);
            return settings;
        }
    }

    public static async Task<TestData> CreateAsync(bool onPostgres, bool onS3)
    {
        var bucket = onS3 ? new TestBucket() : null;
        return new TestData(onPostgres ? await TestDatabase.CreateAsync() : null, bucket);
    }

    public DbConnection ConnectToDatabase() => _database is null
        ? new SqliteConnection($"Data Source={Path.Combine(Directory, "recordings.db")};Pooling=False")
        : new NpgsqlConnection($"{_database.ConnectionString};Pooling=False");

    /// <summary>The keys of all objects.</summary>
    public async Task<IReadOnlyList<string>> ListObjectsAsync()
    {
        var folder = Path.Combine(Directory, "objects");
        return _bucket is null
            ? [.. Files("objects").Select(path => Path.GetRelativePath(folder, path).Replace(Path.DirectorySeparatorChar, '/'))]
            : await _bucket.ListAsync();
    }

    /// <summary>Bodies that the service is still receiving. With every store, it spools them to the folder.</summary>
    public IEnumerable<string> ListStaged() => Files("staging");

    public async ValueTask DisposeAsync()
    {
        System.IO.Directory.Delete(Directory, recursive: true);
        if (_database is not null)
            await _database.DisposeAsync();
        if (_bucket is not null)
            await _bucket.DisposeAsync();
    }

    private string[] Files(string folder) =>
        System.IO.Directory.GetFiles(Path.Combine(Directory, folder), "*", SearchOption.AllDirectories);
}
