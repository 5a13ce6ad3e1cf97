using Recordings.Infrastructure.Sql;
using Recordings.Infrastructure.Tests.Sql;

namespace Recordings.Infrastructure.Tests.Sqlite;

[TestFixture]
public sealed class SqliteCallWriterTests : CallWriterContract
{
    private readonly SqliteFiles _files = new();

    private protected override Task<SqlDatabase> CreateDatabaseAsync() => Task.FromResult(_files.Create(1)[0]);

    protected override Task DropDatabaseAsync() => _files.RemoveAsync();
}
