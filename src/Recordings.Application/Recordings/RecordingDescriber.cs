using Recordings.Domain;

namespace Recordings.Application.Recordings;

/// <summary>Adds to a recording what its chunks tell.</summary>
internal sealed class RecordingDescriber(Timelines timelines)
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
