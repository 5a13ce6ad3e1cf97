using Recordings.Domain.Recordings;

namespace Recordings.Application.Reading;

/// <summary>A rendition of a recording, to be sent as a whole or in part.</summary>
/// <param name="Content">Lazy and seekable; the receiver disposes it.</param>
/// <param name="ETag">Strong and quoted (RFC 9110 §8.8.3).</param>
/// <param name="LastModified">Whole seconds.</param>
/// <param name="LastModifiedIsStrong">Whether the date identifies one version (RFC 9110 §8.8.2.2).</param>
/// <param name="FileName">See <see cref="Rendition.FileName"/>.</param>
/// <param name="Download">True when a browser saves the file instead of playing it.</param>
public sealed record RecordingAudio(
    Stream Content, string ETag, DateTimeOffset LastModified, bool LastModifiedIsStrong, string FileName, bool Download)
{
    /// <exception cref="ArgumentException">The recording has no summary or no revision, so it has no audio.</exception>
    internal static RecordingAudio Create(Recording recording, Rendition rendition, Stream content, bool download) => recording switch
    {
        { Summary: { } summary, Revision: { } revision } => new RecordingAudio(
            content, summary.ETagOf(rendition), revision.LastModified, !revision.IsAmbiguous, rendition.FileName(recording.Id), download),
        _ => throw new ArgumentException("The recording is not ready.", nameof(recording)),
    };
}
