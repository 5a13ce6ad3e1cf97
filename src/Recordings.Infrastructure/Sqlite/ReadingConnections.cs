using System.Collections.Concurrent;

namespace Recordings.Infrastructure.Sqlite;

/// <summary>As many as read at once; those that wait for the next read are kept.</summary>
internal sealed class ReadingConnections(string connectionString) : IDisposable
{
    /// <summary>A read is work for a processor, not waiting. Each connection may hold 2 MB of pages.</summary>
    private static readonly int MostIdle = Environment.ProcessorCount;

    private readonly ConcurrentStack<ReadingConnection> _idle = [];

    /// <summary>A connection on which anything failed is not used again.</summary>
    public async Task<T> ReadAsync<T>(string statement, Func<ReadingConnection, Task<T>> read)
    {
        var connection = Take();
        var whole = false;
        try
        {
            connection.Expect(statement);
            var result = await read(connection);
            whole = true;
            return result;
        }
        finally
        {
            if (whole && _idle.Count < MostIdle)
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

    private ReadingConnection Take()
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
