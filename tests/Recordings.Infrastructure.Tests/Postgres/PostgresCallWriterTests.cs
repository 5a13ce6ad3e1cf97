using Recordings.Infrastructure.Sql;
using Recordings.Infrastructure.Tests.Sql;

namespace Recordings.Infrastructure.Tests.Postgres;

[TestFixture]
[Category(PostgresServer.Category)]
public sealed class PostgresCallWriterTests : CallWriterContract
{
    private readonly PostgresServer _server = new();

    private protected override async Task<SqlDatabase> CreateDatabaseAsync() => (await _server.CreateAsync(1))[0];

    protected override Task DropDatabaseAsync() => _server.DropAsync();
}
