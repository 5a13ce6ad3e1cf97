using Recordings.Application.Access;

namespace Recordings.Application.Ports;

/// <summary>Records accesses for the audit. No other code writes to the audit.</summary>
public interface IAccessLedger
{
    ValueTask RecordAsync(AccessEvent access, CancellationToken cancellationToken);
}
