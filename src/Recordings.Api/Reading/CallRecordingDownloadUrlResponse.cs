using Recordings.Application.Reading;

namespace Recordings.Api.Reading;

/// <summary>A short-lived URL of the whole recording.</summary>
/// <param name="ChatId">The platform's number of the chat.</param>
/// <param name="Url">Needs no Authorization header; answers ranges; invalid after expires_at.</param>
/// <param name="ExpiresIn">Seconds for which the URL is valid: the value asked for, at most the configured maximum.</param>
/// <param name="ExpiresAt">When it expires: expires_in seconds from now.</param>
/// <param name="Filename">Name under which it is saved.</param>
/// <param name="ContentType">audio/wav.</param>
/// <param name="SizeBytes">Bytes of the file.</param>
/// <param name="DurationMs">Length, rounded down from frames.</param>
/// <param name="SampleRate">Frames per second.</param>
/// <param name="Channels">Always 1.</param>
/// <param name="Etag">The ETag of audio.wav and of links that the service serves.</param>
/// <param name="Sha256">SHA-256 of the file's bytes, in hexadecimal digits.</param>
/// <param name="Cached">False when this request assembled the file.</param>
public sealed record CallRecordingDownloadUrlResponse(
    long ChatId, string Url, long ExpiresIn, DateTimeOffset ExpiresAt, string Filename, string ContentType, long SizeBytes,
    long DurationMs, int SampleRate, int Channels, string Etag, string Sha256, bool Cached)
{
    internal static CallRecordingDownloadUrlResponse From(CallRecordingDownloadUrl link)
    {
        var (recording, summary, rendition, file) = link.Assembled;
        return new CallRecordingDownloadUrlResponse(
            recording.Id.Value, link.Url.AbsoluteUri, link.ExpiresIn, link.ExpiresAt, rendition.FileName(recording.Id), "audio/wav",
            file.SizeBytes, summary.DurationMs, summary.Rate.Hertz, rendition.Channels, summary.ETagOf(rendition), file.Checksum.ToString(),
            link.Cached);
    }
}
