using Recordings.Application.Timelines;
using Recordings.Domain.Recordings;
using Recordings.Domain.Timelines;

namespace Recordings.Application.Reading;

/// <summary>A recording with the outline of its timeline.</summary>
/// <param name="Outline">Null when there is no chunk.</param>
public sealed record RecordingDetails(Recording Recording, TimelineOutline? Outline)
{
    /// <summary>Why the recording is unavailable; null when it is ready or the call is in progress.</summary>
    public FailureCode? StatusReason =>
        Recording.Availability is Availability.CallInProgress ? null : Failures.Find(Recording.Availability)?.Code;
}

/// <summary>Adds the outline to a recording that has chunks.</summary>
internal sealed class RecordingDescriber(OutlineLoader outlines)
{
    public async Task<Result<RecordingDetails>> DescribeAsync(Recording recording, CancellationToken cancellationToken)
    {
        if (recording.ChunkCount == 0)
            return new RecordingDetails(recording, null);

        return await outlines.LoadAsync(recording, cancellationToken) is { } described
            ? new RecordingDetails(described.Recording, described.Outline)
            : Failures.ChatNotFound(recording.Id);
    }
}
