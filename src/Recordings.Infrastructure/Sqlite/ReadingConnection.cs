using Microsoft.Data.Sqlite;

namespace Recordings.Infrastructure.Sqlite;

/// <summary>
/// Stays open from read to read and keeps their statements prepared: to parse and plan one takes ten times what it takes to run it.
/// For one read at a time.
/// </summary>
internal sealed class ReadingConnection(string connectionString) : SqliteConnection(connectionString)
{
    private readonly Dictionary<string, KeptCommand> _commands = [];
    private KeptCommand? _next;

    /// <summary>The statement that the next command will be given.</summary>
    public void Expect(string statement)
    {
        if (!_commands.TryGetValue(statement, out _next))
            _commands.Add(statement, _next = new KeptCommand { Connection = this, CommandTimeout = DefaultTimeout });
        _next.Parameters.Clear();
    }

    /// <summary>The command of the statement expected: given the same text again, it has nothing to prepare.</summary>
    public override SqliteCommand CreateCommand() => _next ?? throw new InvalidOperationException("No statement is expected.");

    protected override void Dispose(bool disposing)
    {
        foreach (var command in _commands.Values)
            command.Release();
        _commands.Clear();
        base.Dispose(disposing);
    }

    /// <summary>Whoever ran it may dispose of it; what it prepared stays.</summary>
    private sealed class KeptCommand : SqliteCommand
    {
        public void Release() => base.Dispose(disposing: true);

        protected override void Dispose(bool disposing)
        {
        }
    }
}
