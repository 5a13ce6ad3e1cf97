using Microsoft.AspNetCore.Mvc;
using Recordings.Api.Access;
using Recordings.Application.Reading;

namespace Recordings.Api.Http;

/// <summary>A controller's answer with a recording's audio.</summary>
internal sealed class AudioResult(RecordingAudio audio) : IActionResult
{
    public async Task ExecuteResultAsync(ActionContext context)
    {
        var executor = context.HttpContext.RequestServices.GetRequiredService<AudioResultExecutor>();
        var delivery = await executor.ExecuteAsync(context.HttpContext, CreateFile());
        RequestAccess.Of(context.HttpContext).Audio = new AudioAccess(delivery.Selection.Count == 0, delivery.End, delivery.Sent);
    }

    private AudioFile CreateFile() => new(
        audio.Content,
        new Representation(audio.ETag, audio.LastModified, audio.LastModifiedIsStrong, audio.Content.Length),
        audio.FileName,
        audio.Download);
}
