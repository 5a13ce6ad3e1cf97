using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Logging.Console;
using Microsoft.Extensions.Options;

namespace Recordings.Api.Operations.Logging;

/// <summary>
/// Writes log lines to standard error, with the framework's console formatters and its configuration, <c>Logging:Console</c>. The
/// framework's own console wakes a thread and makes a system call for each line. That is a fifth of the cost of a small request.
/// </summary>
/// <remarks>
/// If the process is killed, the waiting lines are lost: those of the last 10 ms, unless the reader is slow. A caller that owes a line
/// logs an <see cref="IOwedMessage"/> and waits for it.
/// </remarks>
[ProviderAlias("Console")]
internal sealed partial class ConsoleLines : ILoggerProvider, ISupportExternalScope
{
    /// <summary>Longer than a hundred requests take under load, too short for a reader to notice.</summary>
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(10);

    private readonly BatchingWriter _writer;
    private readonly ConsoleFormatter _formatter;
    private IExternalScopeProvider? _scopes;

    public ConsoleLines(IEnumerable<ConsoleFormatter> formatters, IOptions<ConsoleLoggerOptions> options)
        : this(formatters, options, StandardError.Open())
    {
    }

    internal ConsoleLines(IEnumerable<ConsoleFormatter> formatters, IOptions<ConsoleLoggerOptions> options, Stream output)
    {
        var all = formatters.ToLookup(formatter => formatter.Name, StringComparer.OrdinalIgnoreCase);
        _formatter = all[options.Value.FormatterName ?? ""].Concat(all[ConsoleFormatterNames.Json]).First();
        _writer = new BatchingWriter(output, Pause, ReportDropped);
    }

    /// <summary>A line without text: it is written when the stream takes more, after all owed lines before it.</summary>
    public OwedLine Probe()
    {
        var line = new OwedLine(isKept: false, isAwaited: true);
        _writer.Write(line);
        return line;
    }

    public ILogger CreateLogger(string categoryName) => new Logger(this, categoryName);

    public void SetScopeProvider(IExternalScopeProvider scopeProvider) => _scopes = scopeProvider;

    public void Dispose() => _writer.Dispose();

    private void ReportDropped(long lines) => LogDropped(CreateLogger(typeof(ConsoleLines).FullName!), lines);

    [LoggerMessage(Level = LogLevel.Warning, Message = "{Lines} log lines were dropped, because standard error was not read")]
    private static partial void LogDropped(ILogger logger, long lines);

    private sealed class Logger(ConsoleLines lines, string category) : ILogger
    {
        /// <summary>In characters. Each thread keeps the buffer of its last line if the buffer is not larger.</summary>
        private const int MaxKeptCapacity = 8 * 1024;

        [ThreadStatic]
        private static StringWriter? _line;

        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => lines._scopes?.Push(state);

        public bool IsEnabled(LogLevel logLevel) => logLevel != LogLevel.None;

        public void Log<TState>(
            LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
        {
            if (!IsEnabled(logLevel))
                return;

            // Take the buffer for this line alone. If the formatter fails or logs a line itself, the lines do not mix.
            var line = _line ?? new StringWriter();
            _line = null;
            var text = line.GetStringBuilder();
            lines._formatter.Write(new LogEntry<TState>(logLevel, category, eventId, state, exception, formatter), lines._scopes, line);
            if (state is IOwedMessage { Line: { } owed })
            {
                owed.Text = text.ToString();
                lines._writer.Write(owed);
            }
            else
            {
                lines._writer.Write(text);
            }

            if (text.Clear().Capacity <= MaxKeptCapacity)
                _line = line;
        }
    }
}
