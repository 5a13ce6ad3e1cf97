using Microsoft.Extensions.Logging;
using Recordings.Application.Ports;
using Recordings.Domain.Chats;
using Recordings.Domain.Recordings;

namespace Recordings.Application.Timelines;

/// <summary>Stores the summary of a recording, so that later readers need not compute it.</summary>
public sealed partial class SummaryKeeper(IRecordings recordings, ILogger<SummaryKeeper> logger)
{
    /// <summary>A failed write is only logged: the summary saves work for later readers, and a read-only database still serves.</summary>
    /// <param name="chunkCount">The number of chunks that the summary describes.</param>
    public async Task KeepAsync(ChatKey chat, int chunkCount, RecordingSummary summary, CancellationToken cancellationToken)
    {
        try
        {
            await recordings.KeepSummaryAsync(chat, chunkCount, summary, cancellationToken);
        }
        catch (DependencyUnavailableException fault)
        {
            LogNotKept(fault.Dependency);
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "A recording's summary was not stored: the {Dependency} is unavailable")]
    private partial void LogNotKept(Dependency dependency);
}
