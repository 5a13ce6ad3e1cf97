using System.Globalization;
using Recordings.Api.Problems;
using Recordings.Application.Access;
using Recordings.Application.Ports;

namespace Recordings.Api.Audit;

/// <summary>
/// Writes each access as one line of the log category <c>Recordings.Audit</c>. The logger adds the time. No other log contains
/// member ids.
/// </summary>
internal sealed partial class LogAccessLedger(ILoggerFactory loggers) : IAccessLedger
{
    private readonly ILogger _audit = loggers.CreateLogger("Recordings.Audit");

    public ValueTask RecordAsync(AccessEvent access, CancellationToken cancellationToken)
    {
        LogAudited(
            access.Action,
            Describe(access.Outcome),
            access.RequestId,
            access.Credential?.ToString(),
            access.Member?.Value,
            access.Workspace?.ToString(),
            access.Chat?.Value,
            access.Bytes is { } bytes ? string.Create(CultureInfo.InvariantCulture, $"{bytes.First}-{bytes.Last}") : null);
        return ValueTask.CompletedTask;
    }

    private static string Describe(AccessOutcome outcome) =>
        outcome.Failure is { } failure ? ProblemTable.Find(failure).Code : outcome.End.ToString();

    [LoggerMessage(
        Level = LogLevel.Information,
        Message = "{Action}: {Outcome} (request {RequestId}, credential {Credential}, member {Member}, workspace {Workspace}, "
            + "chat {Chat}, bytes {Bytes})")]
    private partial void LogAudited(
        string action, string outcome, string requestId, string? credential, string? member, string? workspace, long? chat, string? bytes);
}
