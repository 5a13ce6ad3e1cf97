using Recordings.Domain.Timelines;

namespace Recordings.Domain.Recordings;

/// <summary>The outline of a recording's timeline, and the summary of the same chunks if it was asked for.</summary>
public sealed record RecordingOutline(TimelineOutline Timeline, RecordingSummary? Summary);
