using Recordings.Application.Timelines;
using Recordings.Domain.Recordings;
using Recordings.Domain.Timelines;

namespace Recordings.Application.Reading;

/// <summary>A recording with its timeline.</summary>
/// <param name="Timeline">Null when there is no chunk.</param>
public sealed record RecordingDetails(Recording Recording, Timeline? Timeline)
{
    /// <summary>Why the recording is unavailable; null when it is ready or the call is in progress.</summary>
    public FailureCode? StatusReason =>
        Recording.Availability is Availability.CallInProgress ? null : Failures.Find(Recording.Availability)?.Code;
}

/// <summary>Adds the timeline to a recording that has chunks.</summary>
internal sealed class RecordingDescriber(TimelineLoader timelines)
{
    public async Task<Result<RecordingDetails>> DescribeAsync(Recording recording, CancellationToken cancellationToken)
    {
        if (recording.ChunkCount == 0)
            return new RecordingDetails(recording, null);

        return await timelines.LoadAsync(recording, cancellationToken) is { } loaded
            ? new RecordingDetails(loaded.Recording, loaded.Timeline)
            : Failures.ChatNotFound(recording.Id);
    }
}
