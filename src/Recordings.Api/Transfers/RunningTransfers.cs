using Microsoft.Extensions.Options;
using Recordings.Application.Links;
using Recordings.Application.Reading;
using Recordings.Application.Scheduling;
using Recordings.Domain.Access;

namespace Recordings.Api.Transfers;

/// <summary>The transfers that are being sent. Counts them for each key or subject, its links included.</summary>
internal sealed class RunningTransfers(IOptions<DownloadOptions> options, TimeProvider time)
{
    /// <summary>64 of the largest parts. Every further reader gets small parts until one is free.</summary>
    private const long LargePartBytes = 64L * PartSizes.Largest;

    private readonly Lock _lock = new();
    private readonly HashSet<Transfer> _running = [];
    private readonly Dictionary<CredentialId, int> _counts = [];
    private readonly ByteBudget _largeParts = new(LargePartBytes);

    /// <summary>Null when the credential has as many transfers as it may have.</summary>
    public Transfer? TryBegin(HttpContext context, ReadingRight right)
    {
        var transfer = new Transfer(context, right, this, _largeParts, time);
        lock (_lock)
        {
            var count = _counts.GetValueOrDefault(right.Credential);
            if (count >= options.Value.MaxTransfersPerCredential)
                return null;

            _counts[right.Credential] = count + 1;
            _running.Add(transfer);
        }

        return transfer;
    }

    /// <summary>Those that run at this moment, in any order.</summary>
    public IReadOnlyList<Transfer> List()
    {
        lock (_lock)
            return [.. _running];
    }

    /// <summary>Each transfer calls it once, at its end.</summary>
    public void End(Transfer transfer)
    {
        lock (_lock)
        {
            _running.Remove(transfer);
            if (--_counts[transfer.Right.Credential] == 0)
                _counts.Remove(transfer.Right.Credential);
        }
    }
}
