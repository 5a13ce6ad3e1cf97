using Recordings.Api.Operations.Logging;
using Recordings.Application;
using Recordings.Application.Access;
using Recordings.Application.Ports;

namespace Recordings.Api.Audit;

/// <summary>
/// Writes each access as one line of the log category <c>Recordings.Audit</c>. The logger adds the time. No other log contains
/// member ids.
/// </summary>
/// <remarks>Only lines to standard error are waited for. With another log provider, a line counts as written at once.</remarks>
internal sealed class LogAccessLedger(ILoggerFactory loggers, IEnumerable<ILoggerProvider> providers, TimeProvider time) : IAccessLedger
{
    private static readonly TimeSpan MaxWait = TimeSpan.FromSeconds(5);

    /// <summary>Fixed: programs that read the log may select by it.</summary>
    private static readonly EventId Audited = new(1_420_171_627, "LogAudited");

    private readonly ILogger _audit = loggers.CreateLogger("Recordings.Audit");
    private readonly ConsoleLines? _console = providers.OfType<ConsoleLines>().FirstOrDefault();

    public async Task EnsureWritableAsync(CancellationToken cancellationToken)
    {
        if (_console?.Probe() is not { } probe)
            return;

        try
        {
            await AwaitAsync(probe, cancellationToken);
        }
        finally
        {
            probe.TryWithdraw();
        }
    }

    public async ValueTask AnnounceAsync(AccessEvent access, CancellationToken cancellationToken)
    {
        var line = new OwedLine(isKept: false, isAwaited: true);
        Log(access, line);
        try
        {
            await AwaitAsync(line, cancellationToken);
        }
        catch (Exception exception)
        {
            if (!line.TryWithdraw())
                RecordEnd(access with { Outcome = OutcomeAfter(exception), Bytes = null });
            throw;
        }
    }

    public async ValueTask RecordAsync(AccessEvent access, CancellationToken cancellationToken)
    {
        var line = new OwedLine(isKept: true, isAwaited: true);
        Log(access, line);
        await AwaitAsync(line, cancellationToken);
    }

    public void RecordEnd(AccessEvent access) => Log(access, new OwedLine(isKept: true, isAwaited: false));

    public void Note(AccessEvent access) => Log(access, null);

    private static AccessOutcome OutcomeAfter(Exception exception) => exception is OperationCanceledException
        ? new AccessOutcome(AccessEnd.ClientLeft)
        : new AccessOutcome(AccessEnd.Failed, FailureCode.AuditUnavailable);

    private void Log(AccessEvent access, OwedLine? line) =>
        _audit.Log(LogLevel.Information, Audited, new AuditMessage(access, line), null, static (message, _) => message.ToString());

    private async Task AwaitAsync(OwedLine line, CancellationToken cancellationToken)
    {
        Exception? fault = null;
        try
        {
            if (await line.Written.WaitAsync(MaxWait, time, cancellationToken))
                return;
        }
        catch (TimeoutException timeout)
        {
            fault = timeout;
        }

        throw new DependencyUnavailableException(Dependency.Audit, fault);
    }
}
