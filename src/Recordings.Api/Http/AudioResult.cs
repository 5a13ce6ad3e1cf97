using Microsoft.AspNetCore.Mvc;
using Recordings.Api.Access;
using Recordings.Api.Problems;
using Recordings.Application.Reading;

namespace Recordings.Api.Http;

/// <summary>A controller's response with a recording's audio.</summary>
internal sealed class AudioResult(OpenedRecording opened) : IActionResult
{
    public async Task ExecuteResultAsync(ActionContext context)
    {
        var executor = context.HttpContext.RequestServices.GetRequiredService<AudioResultExecutor>();
        var delivery = await ExecuteAsync(executor, context.HttpContext);
        if (delivery is not null)
            RequestAccess.From(context.HttpContext).Audio = new AudioAccess(delivery.End, delivery.Sent);
    }

    private async Task<AudioDelivery?> ExecuteAsync(AudioResultExecutor executor, HttpContext context)
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
        opened.Audio.Content,
        new Representation(
            opened.Audio.ETag, opened.Audio.LastModified, opened.Audio.LastModifiedIsStrong, opened.Audio.Content.Length),
        opened.Audio.FileName,
        opened.Audio.Download,
        opened.Right);
}

/// <summary>One recording to send.</summary>
/// <param name="Content">Seekable, at any position. The executor disposes of it, and reads it only for a GET that selects bytes.</param>
/// <param name="Representation">Validators and length of exactly these bytes.</param>
/// <param name="FileName">Printable ASCII without quotes. It contains the chat's number, never a person's name.</param>
/// <param name="IsDownload">True: the browser saves the file. False: it plays the file.</param>
/// <param name="Right">The right under which it is sent.</param>
internal sealed record AudioFile(
    Stream Content, Representation Representation, string FileName, bool IsDownload, ReadingRight Right);
