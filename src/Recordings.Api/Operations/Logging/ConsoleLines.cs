using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Logging.Console;
using Microsoft.Extensions.Options;

namespace Recordings.Api.Operations.Logging;

/// <summary>
/// Log lines on standard error, in the form that the framework's console formatters give them and under the same configuration,
/// <c>Logging:Console</c>. The framework's own console wakes a thread and calls the system for each line, which is a fifth of what a small
/// request costs.
/// </summary>
/// <remarks>A process that is killed takes with it the lines that wait: of its last 10 ms, where standard error is read.</remarks>
[ProviderAlias("Console")]
internal sealed class ConsoleLines : ILoggerProvider, ISupportExternalScope
{
    /// <summary>Longer than a hundred busy requests take, shorter than anyone notices.</summary>
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(10);

    private readonly BatchingWriter _writer;
    private readonly ConsoleFormatter _formatter;
    private IExternalScopeProvider? _scopes;

    public ConsoleLines(IEnumerable<ConsoleFormatter> formatters, IOptions<ConsoleLoggerOptions> options)
        : this(formatters, options, Console.OpenStandardError())
    {
    }

    internal ConsoleLines(IEnumerable<ConsoleFormatter> formatters, IOptions<ConsoleLoggerOptions> options, Stream output)
    {
        var all = formatters.ToLookup(formatter => formatter.Name, StringComparer.OrdinalIgnoreCase);
        _formatter = all[options.Value.FormatterName ?? ""].Concat(all[ConsoleFormatterNames.Json]).First();
        _writer = new BatchingWriter(output, Pause);
    }

    public ILogger CreateLogger(string categoryName) => new Logger(this, categoryName);

    public void SetScopeProvider(IExternalScopeProvider scopeProvider) => _scopes = scopeProvider;

    public void Dispose() => _writer.Dispose();

    private sealed class Logger(ConsoleLines lines, string category) : ILogger
    {
        /// <summary>Each thread keeps the buffer of its last line, but not of a huge one.</summary>
        private const int MostKept = 8 * 1024;

        [ThreadStatic]
        private static StringWriter? _line;

        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => lines._scopes?.Push(state);

        public bool IsEnabled(LogLevel logLevel) => logLevel != LogLevel.None;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
        {
            if (!IsEnabled(logLevel))
                return;

            // Taken for this line alone: what a formatter that failed left of it, or logs in its middle, is no part of another.
            var line = _line ?? new StringWriter();
            _line = null;
            var text = line.GetStringBuilder();
            lines._formatter.Write(new LogEntry<TState>(logLevel, category, eventId, state, exception, formatter), lines._scopes, line);
            lines._writer.Write(text);
            if (text.Clear().Capacity <= MostKept)
                _line = line;
        }
    }
}
