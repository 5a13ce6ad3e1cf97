using System.Data.Common;
using System.Globalization;
using Recordings.Application.Ports;

namespace Recordings.Api.Operations.Doctor;

/// <summary>What one check found.</summary>
/// <param name="Check">What was tried.</param>
/// <param name="Trouble">What is wrong; null when nothing is.</param>
/// <param name="Remedy">How to mend it.</param>
internal sealed record CheckResult(string Check, string? Trouble, string Remedy)
{
    /// <summary>Of one check. A listener or a database that takes longer is of no use either.</summary>
    public static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

    public bool IsGood => Trouble is null;

    /// <summary>Tries it. What fails with an <see cref="InvalidDataException"/> was reached, and is not as it should be.</summary>
    public static async Task<CheckResult> RunAsync(string check, string remedy, Func<CancellationToken, Task> attempt, CancellationToken cancellationToken)
    {
        using var timeout = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        timeout.CancelAfter(Patience);
        try
        {
            await attempt(timeout.Token);
            return new CheckResult(check, null, remedy);
        }
        catch (Exception fault) when (fault is DependencyUnavailableException or DbException or InvalidDataException)
        {
            return new CheckResult(check, (fault.InnerException ?? fault).Message.ReplaceLineEndings(" "), remedy);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return new CheckResult(check, string.Create(CultureInfo.InvariantCulture, $"It took longer than {Patience.TotalSeconds} s."), remedy);
        }
    }

    public override string ToString() => Trouble is null ? $"ok    {Check}" : $"FAIL  {Check}: {Trouble.TrimEnd('.')}. {Remedy}".TrimEnd();
}
