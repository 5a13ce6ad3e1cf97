using Microsoft.Data.Sqlite;
using Recordings.Infrastructure.Sql;
using Recordings.Infrastructure.Sqlite;
using Recordings.Infrastructure.Tests.FileSystem;

namespace Recordings.Infrastructure.Tests.Sqlite;

/// <summary>The file that a fixture's embedded database lives in.</summary>
internal sealed class SqliteFiles
{
    private readonly List<TemporaryData> _data = [];

    public SqlDatabase[] Create(int replicas)
    {
        var data = new TemporaryData();
        _data.Add(data);
        return [.. Enumerable.Range(0, replicas).Select(_ => new SqliteDatabase(data.Directory))];
    }

    public Task RemoveAsync()
    {
        SqliteConnection.ClearAllPools();
        _data.ForEach(data => data.Dispose());
        return Task.CompletedTask;
    }
}
