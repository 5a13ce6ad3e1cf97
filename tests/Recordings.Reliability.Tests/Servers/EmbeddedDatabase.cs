using Microsoft.Data.Sqlite;

namespace Recordings.Reliability.Tests.Servers;

/// <summary>The file of the embedded database, opened by this process while the service uses it.</summary>
internal sealed class EmbeddedDatabase : IDisposable
{
    private readonly SqliteConnection _connection;

    public EmbeddedDatabase(string dataDirectory)
    {
        _connection = new SqliteConnection($"Data Source={Path.Combine(dataDirectory, "recordings.db")};Pooling=False");
        _connection.Open();
    }

    /// <summary>"ok", or the first problem that SQLite finds.</summary>
    public static string CheckIntegrity(string dataDirectory)
    {
        using var database = new EmbeddedDatabase(dataDirectory);
        using var command = database._connection.CreateCommand();
        command.CommandText = "PRAGMA integrity_check";
        return command.ExecuteScalar()!.ToString()!;
    }

    /// <summary>Blocks all other writers until it is disposed.</summary>
    public IDisposable Lock() => _connection.BeginTransaction();

    /// <summary>Makes the database look like that of a later release.</summary>
    public void AddSchemaVersion(int version)
    {
        using var command = _connection.CreateCommand();
        command.CommandText = "INSERT INTO schema_version (version) VALUES (@version)";
        command.Parameters.AddWithValue("@version", version);
        command.ExecuteNonQuery();
    }

    /// <summary>Runs statements that change rows, in one transaction.</summary>
    public void Execute(string statements)
    {
        using var transaction = _connection.BeginTransaction();
        using var command = _connection.CreateCommand();
        (command.CommandText, command.Transaction) = (statements, transaction);
        command.ExecuteNonQuery();
        transaction.Commit();
    }

    public void Dispose() => _connection.Dispose();
}
