using System.Data.Common;
using System.Globalization;
using Recordings.Application.Ports;

namespace Recordings.Api.Operations.Doctor;

/// <summary>The result of one check.</summary>
/// <param name="Check">The name of the check.</param>
/// <param name="Problem">The problem; null if the check passed.</param>
/// <param name="Remedy">How to repair it.</param>
internal sealed record CheckResult(string Check, string? Problem, string Remedy)
{
    /// <summary>The limit of one check. Callers would not wait longer for an answer either.</summary>
    public static readonly TimeSpan Timeout = TimeSpan.FromSeconds(20);

    public bool Passed => Problem is null;

    /// <summary>
    /// Runs one check. The attempt throws an <see cref="InvalidDataException"/> if it reached the dependency but got a wrong result.
    /// </summary>
    public static async Task<CheckResult> RunAsync(
        string check, string remedy, Func<CancellationToken, Task> attempt, CancellationToken cancellationToken)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        limit.CancelAfter(Timeout);
        try
        {
            await attempt(limit.Token);
            return new CheckResult(check, null, remedy);
        }
        catch (Exception fault) when (fault is DependencyUnavailableException or DbException or InvalidDataException)
        {
            return new CheckResult(check, (fault.InnerException ?? fault).Message.ReplaceLineEndings(" "), remedy);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return new CheckResult(
                check, string.Create(CultureInfo.InvariantCulture, $"It took longer than {Timeout.TotalSeconds} s."), remedy);
        }
    }

    public override string ToString() =>
        Problem is null ? $"ok    {Check}" : $"FAIL  {Check}: {Problem.TrimEnd('.')}. {Remedy}".TrimEnd();
}

/// <summary>The configuration keys in the remedies.</summary>
internal static class SettingNames
{
    public const string DataDirectory = "Data:Directory";
    public const string ConnectionString = "ConnectionStrings:Recordings";
    public const string PublicEndpoint = "Storage:S3:PublicEndpoint";
}
