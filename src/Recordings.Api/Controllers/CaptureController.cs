using MediatR;
using Microsoft.AspNetCore.Mvc;
using Recordings.Api.Auditing;
using Recordings.Api.Authentication;
using Recordings.Api.Contracts;
using Recordings.Api.Hosting;
using Recordings.Api.Problems;
using Recordings.Application.Capture;
using Recordings.Application.Capture.CompleteCall;
using Recordings.Application.Capture.DeleteCall;
using Recordings.Application.Capture.OpenCall;
using Recordings.Application.Capture.StoreChunk;
using Recordings.Domain.Access;

namespace Recordings.Api.Controllers;

/// <summary>Capturing calls: the voice platform's side.</summary>
[Route("api/v2/w/{workspace_uuid}/recordings/chat/{chat_id}")]
[Tags("Capturing")]
public sealed class CaptureController(IMediator mediator) : ControllerBase
{
    [HttpPut]
    [RequireScope(Scope.Write)]
    public async Task<IActionResult> OpenCall(
        string chat_id, [FromBody] OpenCallRequest body, [FromServices] PublicOrigin origin, CancellationToken cancellationToken)
    {
        var message = new OpenCall(
            HttpContext.Workspace(), chat_id, HttpContext.Caller(), body.Channel, body.Kind, body.OwnerMemberId, body.StartedAt,
            body.Participants?.Select(one => one is null ? null : new ReportedParticipant(one.MemberId, one.Role, one.Track)).ToList());
        var result = await mediator.Send(message, cancellationToken);
        return result.Answer(call => Describe(call, origin));
    }

    [HttpPut("tracks/{track}/chunks/{sequence}")]
    [RequireScope(Scope.Write)]
    [ChunkBody]
    public async Task<IActionResult> StoreChunk(
        string chat_id, string track, string sequence, [FromQuery] string? start_ms, CancellationToken cancellationToken)
    {
        var message = new StoreChunk(
            HttpContext.Workspace(), chat_id, track, sequence, start_ms, Request.ContentType, Request.ContentLength, Request.Body);
        var result = await mediator.Send(message, cancellationToken);
        return result.Answer(stored => StatusCode(Made(stored.Created), ChunkResponse.Of(stored)));
    }

    [HttpPost("complete")]
    [RequireScope(Scope.Write)]
    public async Task<IActionResult> CompleteCall(
        string chat_id, [FromBody] CompleteCallRequest body, [FromServices] PublicOrigin origin, CancellationToken cancellationToken)
    {
        var result = await mediator.Send(new CompleteCall(HttpContext.Workspace(), chat_id, body.EndedAt), cancellationToken);
        return result.Answer(call => Describe(call, origin));
    }

    [HttpDelete]
    [RequireScope(Scope.Admin)]
    [Audited("chat.deleted")]
    public async Task<IActionResult> DeleteCall(string chat_id, CancellationToken cancellationToken)
    {
        var result = await mediator.Send(new DeleteCall(HttpContext.Workspace(), chat_id), cancellationToken);
        return result.Answer(_ => NoContent());
    }

    private ObjectResult Describe(CapturedCall call, PublicOrigin origin) =>
        StatusCode(Made(call.Created), RecordingResponse.Of(call.Details, origin.Of(Request)));

    private static int Made(bool created) => created ? StatusCodes.Status201Created : StatusCodes.Status200OK;
}
