using Microsoft.Data.Sqlite;
using Recordings.Infrastructure.Sql;
using Recordings.Infrastructure.Sqlite;
using Recordings.Infrastructure.Tests.Disk;

namespace Recordings.Infrastructure.Tests.Sqlite;

/// <summary>The database files of one fixture.</summary>
internal sealed class SqliteFiles
{
    private readonly List<TemporaryData> _data = [];
    private readonly List<SqliteDatabase> _databases = [];

    public SqlDatabase[] Create(int replicas)
    {
        var data = new TemporaryData();
        data.Directory.CreateDatabaseFile();
        _data.Add(data);
        SqliteDatabase[] databases = [.. Enumerable.Range(0, replicas).Select(_ => new SqliteDatabase(data.Directory))];
        _databases.AddRange(databases);
        return databases;
    }

    public Task RemoveAsync()
    {
        _databases.ForEach(database => database.Dispose());
        SqliteConnection.ClearAllPools();
        _data.ForEach(data => data.Dispose());
        return Task.CompletedTask;
    }
}
