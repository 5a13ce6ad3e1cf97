using MediatR;
using Microsoft.AspNetCore.Mvc;
using Recordings.Api.Auditing;
using Recordings.Api.Authentication;
using Recordings.Api.Contracts;
using Recordings.Api.Hosting;
using Recordings.Api.Http;
using Recordings.Api.Problems;
using Recordings.Application.Recordings.GetDownloadUrl;
using Recordings.Application.Recordings.GetRecording;
using Recordings.Application.Recordings.GetRecordingAudio;
using Recordings.Domain.Access;

namespace Recordings.Api.Controllers;

/// <summary>Reading recordings.</summary>
[Route("api/v2/w/{workspace_uuid}/recordings/chat/{chat_id}")]
[Tags("Reading")]
public sealed class RecordingsController(IMediator mediator) : ControllerBase
{
    [HttpGet("audio.wav")]
    [HttpHead("audio.wav")]
    [RequireScope(Scope.Read)]
    [Audited("audio.read")]
    public async Task<IActionResult> GetAudio(string chat_id, [FromQuery] string? download, CancellationToken cancellationToken)
    {
        var message = new GetRecordingAudio(HttpContext.Workspace(), chat_id, HttpContext.Caller(), download);
        var result = await mediator.Send(message, cancellationToken);
        return result.Answer(audio => new AudioResult(audio.ToFile()));
    }

    [HttpGet("download-url")]
    [RequireScope(Scope.Read)]
    [Audited("link.issued")]
    public async Task<IActionResult> GetDownloadUrl(
        string chat_id, [FromQuery] string? expires_in, [FromQuery] string? download, [FromServices] PublicOrigin origin, CancellationToken cancellationToken)
    {
        var message = new GetDownloadUrl(
            HttpContext.Workspace(), chat_id, HttpContext.Caller(), expires_in, download, origin.Of(Request));
        var result = await mediator.Send(message, cancellationToken);
        return result.Answer(made => Ok(CallRecordingDownloadUrlResponse.Of(made)));
    }

    [HttpGet]
    [HttpHead]
    [RequireScope(Scope.Read)]
    public async Task<IActionResult> GetRecording(string chat_id, [FromServices] PublicOrigin origin, CancellationToken cancellationToken)
    {
        var message = new GetRecording(HttpContext.Workspace(), chat_id, HttpContext.Caller());
        var result = await mediator.Send(message, cancellationToken);
        return result.Answer(details => Ok(RecordingResponse.Of(details, origin.Of(Request))));
    }
}
