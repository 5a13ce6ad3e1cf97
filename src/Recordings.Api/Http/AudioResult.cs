using Microsoft.AspNetCore.Mvc;
using Recordings.Api.Access;
using Recordings.Api.Problems;
using Recordings.Application.Reading;

namespace Recordings.Api.Http;

/// <summary>A controller's response with a recording's audio.</summary>
internal sealed class AudioResult(RecordingAudio audio) : IActionResult
{
    public async Task ExecuteResultAsync(ActionContext context)
    {
        var executor = context.HttpContext.RequestServices.GetRequiredService<AudioResultExecutor>();
        var delivery = await ExecuteAsync(executor, context.HttpContext);
        RequestAccess.From(context.HttpContext).Audio = new AudioAccess(delivery.End, delivery.Sent);
    }

    private async Task<AudioDelivery> ExecuteAsync(AudioResultExecutor executor, HttpContext context)
    {
        try
        {
            return await executor.ExecuteAsync(context, CreateFile());
        }
        catch (EndOfStreamException fault)
        {
            throw new StoredFileTooShortException(fault);
        }
    }

    private AudioFile CreateFile() => new(
        audio.Content,
        new Representation(audio.ETag, audio.LastModified, audio.LastModifiedIsStrong, audio.Content.Length),
        audio.FileName,
        audio.Download);
}

/// <summary>One recording to send.</summary>
/// <param name="Content">Seekable, at any position. The executor disposes of it, and reads it only for a GET that selects bytes.</param>
/// <param name="Representation">Validators and length of exactly these bytes.</param>
/// <param name="FileName">Printable ASCII without quotes. It contains the chat's number, never a person's name.</param>
/// <param name="IsDownload">True: the browser saves the file. False: it plays the file.</param>
internal sealed record AudioFile(Stream Content, Representation Representation, string FileName, bool IsDownload);
