using Recordings.Application.Access;

namespace Recordings.Application.Ports;

/// <summary>
/// Records accesses for the audit. No other code writes to the audit. A method that waits does so for at most five seconds.
/// </summary>
/// <remarks>
/// What can be stopped is announced before it happens: a byte of audio, a link, a denial. What cannot be undone happens between
/// <see cref="EnsureWritableAsync"/> and <see cref="RecordAsync"/>.
/// </remarks>
public interface IAccessLedger
{
    /// <summary>Waits until everything is written that was recorded before, and the ledger can be written.</summary>
    /// <exception cref="DependencyUnavailableException">The ledger cannot be written. The act must not happen.</exception>
    Task EnsureWritableAsync(CancellationToken cancellationToken);

    /// <summary>Records what is about to happen, and waits until that is written.</summary>
    /// <exception cref="DependencyUnavailableException">
    /// The ledger cannot be written. The access must not happen. Its record is taken back, or followed by another that says so.
    /// </exception>
    ValueTask AnnounceAsync(AccessEvent access, CancellationToken cancellationToken);

    /// <summary>Records what has happened, and waits until that is written.</summary>
    /// <exception cref="DependencyUnavailableException">The record waits still; it is written when the ledger can be written again.</exception>
    ValueTask RecordAsync(AccessEvent access, CancellationToken cancellationToken);

    /// <summary>Records the end of an access that was announced, or of an act after <see cref="EnsureWritableAsync"/>. Does not wait.</summary>
    void RecordEnd(AccessEvent access);

    /// <summary>Records what the audit may lose while the ledger cannot be written: the denial of an unknown caller. Does not wait.</summary>
    void Note(AccessEvent access);
}
