using Microsoft.Data.Sqlite;

namespace Recordings.Infrastructure.Sqlite;

/// <summary>
/// A connection that stays open between reads and keeps their statements prepared: parsing and planning a statement takes ten
/// times as long as running it. Not for concurrent reads.
/// </summary>
internal sealed class ReadingConnection(string connectionString) : SqliteConnection(connectionString)
{
    private readonly Dictionary<string, KeptCommand> _commands = [];
    private KeptCommand? _next;

    /// <summary>Chooses the statement of the next command; call it before <see cref="CreateCommand"/>.</summary>
    public void Expect(string statement)
    {
        if (!_commands.TryGetValue(statement, out _next))
            _commands.Add(statement, _next = new KeptCommand { Connection = this, CommandTimeout = DefaultTimeout });
        _next.Parameters.Clear();
    }

    /// <summary>Returns the kept command of the expected statement. Setting the same text again does not prepare it again.</summary>
    public override SqliteCommand CreateCommand() =>
        _next ?? throw new InvalidOperationException("Expect must be called before CreateCommand.");

    protected override void Dispose(bool disposing)
    {
        foreach (var command in _commands.Values)
            command.Release();
        _commands.Clear();
        base.Dispose(disposing);
    }

    /// <summary>Ignores the caller's Dispose, so that the prepared statement stays.</summary>
    private sealed class KeptCommand : SqliteCommand
    {
        public void Release() => base.Dispose(disposing: true);

        protected override void Dispose(bool disposing)
        {
        }
    }
}
