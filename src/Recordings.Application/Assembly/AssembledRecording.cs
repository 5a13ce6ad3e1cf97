using Recordings.Domain;

namespace Recordings.Application.Assembly;

/// <summary>A recording whose whole WAV is in the object store.</summary>
public sealed record AssembledRecording(Recording Recording, RecordingSummary Summary, CachedFile File);
