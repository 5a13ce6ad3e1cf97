using System.Data.Common;
using Microsoft.Data.Sqlite;
using Npgsql;
using Recordings.Api.Tests.Running.Backends;

namespace Recordings.Api.Tests.Running.Calls;

/// <summary>What one service keeps: a folder, and where it is told so a database or a bucket. All are its own, and go with it.</summary>
internal sealed class TestData : IAsyncDisposable
{
    private readonly TestDatabase? _database;
    private readonly TestBucket? _bucket;

    private TestData(TestDatabase? database, TestBucket? bucket) => (_database, _bucket) = (database, bucket);

    public string Directory { get; } = System.IO.Directory.CreateTempSubdirectory("recordings-test-").FullName;

    /// <summary>What tells a service, by the names of its configuration, to keep its data here.</summary>
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

    /// <summary>Bodies that are still being received: they are spooled to the folder, whatever the store.</summary>
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
