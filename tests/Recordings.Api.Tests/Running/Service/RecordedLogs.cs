using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;

namespace Recordings.Api.Tests.Running.Service;

/// <summary>Records everything that the service logs, as a sink receives it: message, values, scopes, exceptions.</summary>
internal sealed class RecordedLogs : ILoggerProvider, ISupportExternalScope
{
    private readonly ConcurrentQueue<LogLine> _lines = new();
    private IExternalScopeProvider? _scopes;

    public IReadOnlyCollection<LogLine> Lines => _lines;

    public IEnumerable<LogLine> Audit => _lines.Where(line => line.Category == "Recordings.Audit");

    public ILogger CreateLogger(string categoryName) => new Logger(this, categoryName);

    public void SetScopeProvider(IExternalScopeProvider scopeProvider) => _scopes = scopeProvider;

    public void Dispose()
    {
    }

    private sealed class Logger(RecordedLogs logs, string category) : ILogger
    {
        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(
            LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
        {
            var scopes = new List<string>();
            logs._scopes?.ForEachScope((scope, list) => list.Add($"{scope}"), scopes);
            var values = (state as IEnumerable<KeyValuePair<string, object?>> ?? []).ToDictionary(pair => pair.Key, pair => pair.Value);
            logs._lines.Enqueue(new LogLine(category, formatter(state, exception), values, $"{exception}{string.Concat(scopes)}"));
        }
    }
}

/// <param name="Beside">Exceptions and scopes.</param>
internal sealed record LogLine(string Category, string Message, IReadOnlyDictionary<string, object?> Values, string Beside)
{
    public string Everything => $"{Category} {Message} {string.Join(' ', Values.Values)} {Beside}";
}
