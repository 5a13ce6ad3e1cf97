using Recordings.Application.Timelines;
using Recordings.Domain.Recordings;
using Recordings.Domain.Timelines;

namespace Recordings.Application.Reading;

/// <summary>Adds to a recording what its chunks tell.</summary>
internal sealed class RecordingDescriber(TimelineLoader timelines)
{
    public async Task<Result<RecordingDetails>> DescribeAsync(Recording recording, CancellationToken cancellationToken)
    {
        if (recording.ChunkCount == 0)
            return new RecordingDetails(recording, null);

        return await timelines.LoadAsync(recording, cancellationToken) is { } laidOut
            ? new RecordingDetails(laidOut.Recording, laidOut.Timeline)
            : new Failure(FailureCode.ChatNotFound, $"There is no chat {recording.Id} in this workspace.");
    }
}

/// <summary>A recording with its timeline.</summary>
/// <param name="Timeline">Null while there is no chunk.</param>
public sealed record RecordingDetails(Recording Recording, Timeline? Timeline)
{
    /// <summary>Why there is nothing to read; null when the recording is ready or the call goes on.</summary>
    public FailureCode? StatusReason =>
        Recording.Availability is Availability.CallInProgress ? null : RecordingGate.Refusal(Recording.Availability)?.Code;
}
