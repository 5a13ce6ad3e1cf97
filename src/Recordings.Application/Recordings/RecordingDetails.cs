using Recordings.Domain;
using Recordings.Domain.Audio;

namespace Recordings.Application.Recordings;

/// <summary>A recording with its timeline.</summary>
/// <param name="Timeline">Null while there is no chunk.</param>
public sealed record RecordingDetails(Recording Recording, Timeline? Timeline)
{
    /// <summary>Why there is nothing to read; null when the recording is ready or the call goes on.</summary>
    public FailureCode? StatusReason =>
        Recording.Availability is Availability.CallInProgress ? null : RecordingGate.Refusal(Recording.Availability)?.Code;
}
