using Recordings.Application.Reading;

namespace Recordings.Api.Http;

/// <summary>From the application's audio to what HTTP serves.</summary>
internal static class ServedAudio
{
    public static AudioFile ToFile(this RecordingAudio audio) => new(
        audio.Content,
        new Representation(audio.ETag, audio.LastModified, audio.LastModifiedIsStrong, audio.Content.Length),
        audio.FileName,
        audio.Download);
}
