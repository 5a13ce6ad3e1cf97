using Dapper;
using Microsoft.Data.Sqlite;
using Recordings.Infrastructure.Sqlite;
using Recordings.Infrastructure.Tests.Disk;
using SQLitePCL;

namespace Recordings.Infrastructure.Tests.Sqlite;

[TestFixture]
public sealed class ReadingConnectionsTests
{
    private const string SelectName = "SELECT name FROM pets WHERE id = @id";
    private const string SelectAll = "SELECT name FROM pets ORDER BY id";
    private TemporaryData _data = null!;
    private SqliteConnection _writer = null!;
    private ReadingConnections _readers = null!;

    [SetUp]
    public void CreateFile()
    {
        _data = new TemporaryData();
        _data.Directory.Create();
        var connectionString = $"Data Source={_data.Directory.DatabaseFile};Pooling=False";
        _writer = new SqliteConnection(connectionString);
        _writer.Execute("PRAGMA journal_mode = WAL; CREATE TABLE pets (id INTEGER PRIMARY KEY, name TEXT); INSERT INTO pets VALUES (1, 'cat'), (2, 'dog')");
        _readers = new ReadingConnections(connectionString);
    }

    [TearDown]
    public void RemoveFile()
    {
        _readers.Dispose();
        _writer.Dispose();
        _data.Dispose();
    }

    [Test]
    public async Task ReadAsync_SameStatementTwice_PreparesOnce()
    {
        var calls = 0;
        await _readers.ReadAsync(SelectAll, connection => Task.FromResult(CountPreparations(connection, () => calls++)));

        await NameAsync(1);
        var afterFirst = calls;
        await NameAsync(2);

        Assert.That(afterFirst, Is.Positive);
        Assert.That(calls, Is.EqualTo(afterFirst));
    }

    [Test]
    public async Task ReadAsync_NewParameters_ReplaceTheOldOnes()
    {
        Assert.That(await NameAsync(1), Is.EqualTo("cat"));
        Assert.That(await NameAsync(2), Is.EqualTo("dog"));
        Assert.ThrowsAsync<InvalidOperationException>(() => _readers.ReadAsync(SelectName, connection => connection.QuerySingleAsync<string>(SelectName)));
    }

    [Test]
    public async Task ReadAsync_RowChangedByWriter_ReturnsNewValue()
    {
        await NameAsync(1);

        _writer.Execute("UPDATE pets SET name = 'hen' WHERE id = 1");

        Assert.That(await NameAsync(1), Is.EqualTo("hen"));
    }

    [Test]
    public async Task ReadAsync_TableRecreated_UsesNewSchema()
    {
        await NameAsync(1);

        _writer.Execute("DROP TABLE pets; CREATE TABLE pets (id INTEGER PRIMARY KEY, sound TEXT, name TEXT); INSERT INTO pets VALUES (1, 'moo', 'cow')");

        Assert.That(await NameAsync(1), Is.EqualTo("cow"));
    }

    [Test]
    public async Task ReadAsync_RowsLeftUnread_DoNotBlockTheWriter()
    {
        var first = await _readers.ReadAsync(
            SelectAll,
            async connection =>
            {
                await using var rows = await connection.ExecuteReaderAsync(SelectAll);
                await rows.ReadAsync();
                return rows.GetString(0);
            });

        _writer.Execute("INSERT INTO pets VALUES (3, 'owl')");
        var busy = _writer.ExecuteScalar<int>("PRAGMA wal_checkpoint(TRUNCATE)");

        Assert.That((first, busy), Is.EqualTo(("cat", 0)));
    }

    [Test]
    public async Task ReadAsync_AfterFault_UsesAnotherConnection()
    {
        ReadingConnection? failed = null;
        Assert.ThrowsAsync<InvalidOperationException>(() => _readers.ReadAsync<int>(
            SelectName,
            connection =>
            {
                failed = connection;
                throw new InvalidOperationException();
            }));

        var next = await _readers.ReadAsync(SelectName, Task.FromResult);

        Assert.That(next, Is.Not.SameAs(failed));
        Assert.That(failed!.State, Is.EqualTo(System.Data.ConnectionState.Closed));
    }

    [Test]
    public async Task ReadAsync_NestedRead_UsesItsOwnConnection()
    {
        var (outer, inner) = await _readers.ReadAsync(
            SelectName, async outer => (outer, await _readers.ReadAsync(SelectName, Task.FromResult)));

        Assert.That(inner, Is.Not.SameAs(outer));
    }

    [Test]
    public async Task Dispose_IdleConnections_AreClosed()
    {
        var idle = await _readers.ReadAsync(SelectName, Task.FromResult);

        _readers.Dispose();

        Assert.That(idle.State, Is.EqualTo(System.Data.ConnectionState.Closed));
    }

    private Task<string> NameAsync(int id) =>
        _readers.ReadAsync(SelectName, connection => connection.QuerySingleAsync<string>(SelectName, new { id }));

    /// <summary>SQLite calls an authorizer when it prepares a statement, and never when it runs one.</summary>
    private static int CountPreparations(SqliteConnection connection, Action count) => raw.sqlite3_set_authorizer(
        connection.Handle,
        (strdelegate_authorizer)((_, _, _, _, _, _) =>
        {
            count();
            return raw.SQLITE_OK;
        }),
        null);
}
