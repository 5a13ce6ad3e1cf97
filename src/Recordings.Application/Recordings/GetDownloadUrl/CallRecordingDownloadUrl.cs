using Recordings.Domain;

namespace Recordings.Application.Recordings.GetDownloadUrl;

/// <param name="ExpiresIn">Seconds; what was asked, lowered to the configured maximum.</param>
/// <param name="Cached">False for the answer that assembled the file.</param>
public sealed record CallRecordingDownloadUrl(
    Recording Recording, RecordingSummary Summary, CachedFile File, Uri Url, long ExpiresIn, DateTimeOffset ExpiresAt, bool Cached);
