using Recordings.Application.Access;

namespace Recordings.Application.Ports;

/// <summary>Records accesses for the audit. No other code writes to the audit.</summary>
public interface IAccessLedger
{
    /// <summary>Records one access, after its answer has ended.</summary>
    ValueTask RecordAsync(AccessEvent access, CancellationToken cancellationToken);
}
