using Recordings.Application.Access;

namespace Recordings.Application.Ports;

/// <summary>Where accesses are recorded. Everything that the audit knows is written here, and nothing else writes audit.</summary>
public interface IAccessLedger
{
    ValueTask RecordAsync(AccessEvent access, CancellationToken cancellationToken);
}
