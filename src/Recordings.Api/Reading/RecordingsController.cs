using MediatR;
using Microsoft.AspNetCore.Mvc;
using Recordings.Api.Access;
using Recordings.Api.Audit;
using Recordings.Api.Authentication;
using Recordings.Api.Http;
using Recordings.Api.Links;
using Recordings.Api.OpenApi.Annotations;
using Recordings.Api.Problems;
using Recordings.Application;
using Recordings.Application.Links;
using Recordings.Application.Reading;
using Recordings.Domain.Access;
using Recordings.Domain.Chats;
using Recordings.Domain.Recordings;
using Recordings.Domain.Workspaces;

namespace Recordings.Api.Reading;

/// <summary>Reading recordings.</summary>
[Route(RecordingRoutes.Chat)]
[Tags("Reading")]
public sealed class RecordingsController(IMediator mediator) : ControllerBase
{
    /// <summary>The whole call as one WAV file</summary>
    /// <remarks>
    /// Every stored chunk on one timeline, overlapping speech mixed. It works before anything was assembled: length and header follow
    /// from the chunks' metadata, and a range is rendered from only the chunks it touches. Once the cached file exists it is served from
    /// there; both give the same bytes. If the service cannot send the whole body, it aborts the connection. This URL is for programs that
    /// can send a header. An audio element, such as this page's player, cannot; it plays the url of download-url.
    /// </remarks>
    /// <response code="200">The whole file.</response>
    /// <response code="206">The range asked for.</response>
    /// <response code="304">The recording has not changed, according to If-None-Match or If-Modified-Since.</response>
    [HttpGet(RecordingRoutes.Audio)]
    [HttpHead(RecordingRoutes.Audio)]
    [RequireScope(Scope.Read)]
    [Audited("audio.read")]
    [ProducesResponseType<FileResult>(StatusCodes.Status200OK, "audio/wav")]
    [ProducesResponseType<FileResult>(StatusCodes.Status206PartialContent, "audio/wav")]
    [ProducesResponseType(StatusCodes.Status304NotModified)]
    [FailsWith(
        FailureCode.ChatNotFound, FailureCode.PrivateChat, FailureCode.RecordingDisabled, FailureCode.NotAVoiceChat, FailureCode.CallInProgress,
        FailureCode.NoAudio, FailureCode.PreconditionFailed, FailureCode.RangeNotSatisfiable, FailureCode.StorageUnavailable,
        FailureCode.RecordingDamaged)]
    public async Task<IActionResult> GetAudio(
        [FromRoute] WorkspaceId workspace_uuid, [FromRoute] ChatId chat_id, [FromQuery] bool? download, CancellationToken cancellationToken)
    {
        var message = new GetRecordingAudio(workspace_uuid, chat_id, Caller, Rendition.Mix, download ?? false);
        var result = await mediator.Send(message, cancellationToken);
        return result.Answer(opened => new AudioResult(opened));
    }

    /// <summary>A short-lived URL that needs no credentials</summary>
    /// <remarks>
    /// The first request assembles the call and stores the WAV; later ones only sign a fresh URL. If several first requests arrive
    /// together, the call is assembled once. After a late chunk, the next request assembles the call again.
    /// </remarks>
    /// <response code="200">The URL, and the metadata of its file.</response>
    [HttpGet(RecordingRoutes.DownloadUrl)]
    [RequireScope(Scope.Read)]
    [Audited("link.issued")]
    [ProducesResponseType<CallRecordingDownloadUrlResponse>(StatusCodes.Status200OK)]
    [FailsWith(
        FailureCode.ChatNotFound, FailureCode.PrivateChat, FailureCode.RecordingDisabled, FailureCode.NotAVoiceChat, FailureCode.CallInProgress,
        FailureCode.NoAudio, FailureCode.AssemblyInProgress, FailureCode.StorageUnavailable, FailureCode.RecordingDamaged)]
    public async Task<IActionResult> GetDownloadUrl(
        [FromRoute] WorkspaceId workspace_uuid, [FromRoute] ChatId chat_id, [FromQuery] LinkLifetime? expires_in, [FromQuery] bool? download,
        [FromServices] PublicOrigin origin, CancellationToken cancellationToken)
    {
        var message = new GetDownloadUrl(
            workspace_uuid, chat_id, Caller, Rendition.Mix, expires_in, download ?? false, origin.Resolve(Request));
        var result = await mediator.Send(message, cancellationToken);
        return result.Answer(link => new AuditedResult(Ok(CallRecordingDownloadUrlResponse.From(link)), isDone: false));
    }

    /// <summary>The metadata of the recording</summary>
    /// <remarks>
    /// Status, length, tracks and gaps; reads no audio. A call in progress answers 200, with null for values that are known only after its
    /// end.
    /// </remarks>
    /// <response code="200">The metadata.</response>
    [HttpGet]
    [HttpHead]
    [RequireScope(Scope.Read)]
    [ProducesResponseType<RecordingResponse>(StatusCodes.Status200OK)]
    [FailsWith(FailureCode.ChatNotFound, FailureCode.PrivateChat)]
    public async Task<IActionResult> GetRecording(
        [FromRoute] WorkspaceId workspace_uuid, [FromRoute] ChatId chat_id, [FromServices] PublicOrigin origin,
        CancellationToken cancellationToken)
    {
        var result = await mediator.Send(new GetRecording(workspace_uuid, chat_id, Caller), cancellationToken);
        return result.Answer(details => Ok(RecordingResponse.From(details, origin.Resolve(Request))));
    }

    private Caller Caller => RequestAccess.From(HttpContext).Caller;
}
