using System.Collections.Concurrent;

namespace Recordings.Infrastructure.Sqlite;

/// <summary>A pool of connections for reads: one for each concurrent read, and a bounded number of idle ones.</summary>
internal sealed class ReadingConnections(string connectionString) : IDisposable
{
    /// <summary>A read keeps a processor busy, so more idle connections bring nothing. Each may hold 2 MB of pages.</summary>
    private static readonly int MaxIdle = Environment.ProcessorCount;

    private readonly ConcurrentStack<ReadingConnection> _idle = [];

    /// <summary>Runs a read on a connection of the pool. A connection on which a read failed is closed.</summary>
    public async Task<T> ReadAsync<T>(string statement, Func<ReadingConnection, Task<T>> read)
    {
        var connection = Rent();
        var succeeded = false;
        try
        {
            connection.Expect(statement);
            var result = await read(connection);
            succeeded = true;
            return result;
        }
        finally
        {
            if (succeeded && _idle.Count < MaxIdle)
                _idle.Push(connection);
            else
                await connection.DisposeAsync();
        }
    }

    public void Dispose()
    {
        while (_idle.TryPop(out var connection))
            connection.Dispose();
    }

    private ReadingConnection Rent()
    {
        if (_idle.TryPop(out var idle))
            return idle;

        var connection = new ReadingConnection(connectionString);
        try
        {
            connection.Open();
            return connection;
        }
        catch
        {
            connection.Dispose();
            throw;
        }
    }
}
