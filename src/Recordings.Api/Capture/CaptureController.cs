using MediatR;
using Microsoft.AspNetCore.Mvc;
using Recordings.Api.Access;
using Recordings.Api.Audit;
using Recordings.Api.Authentication;
using Recordings.Api.Binding;
using Recordings.Api.Links;
using Recordings.Api.OpenApi.Annotations;
using Recordings.Api.Problems;
using Recordings.Api.Reading;
using Recordings.Application;
using Recordings.Application.Access;
using Recordings.Application.Capture;
using Recordings.Application.Capture.OpenCall;
using Recordings.Application.Capture.StoreChunk;
using Recordings.Domain.Access;
using Recordings.Domain.Chats;
using Recordings.Domain.Timelines;
using Recordings.Domain.Workspaces;

namespace Recordings.Api.Capture;

/// <summary>Capturing calls: the voice platform's side.</summary>
[Route(RecordingRoutes.Chat)]
[Tags("Capturing")]
public sealed class CaptureController(IMediator mediator) : ControllerBase
{
    /// <summary>Open a call, or replace its description</summary>
    /// <remarks>
    /// The body replaces the whole description; it never reopens an ended call. Only chats:admin can change a private kind, remove the
    /// owner of a private chat, or make its own member owner or participant of a private chat that exists.
    /// </remarks>
    /// <response code="200">The call existed; its description is replaced.</response>
    /// <response code="201">The call is open.</response>
    [HttpPut]
    [RequireScope(Scope.Write)]
    [Audited("chat.described")]
    [ProducesResponseType<RecordingResponse>(StatusCodes.Status200OK)]
    [ProducesResponseType<RecordingResponse>(StatusCodes.Status201Created)]
    [FailsWith(
        FailureCode.MalformedRequest, FailureCode.SelfAdmission, FailureCode.ChatNotFound, FailureCode.KindConflict,
        FailureCode.BodyTooLarge, FailureCode.UnsupportedMediaType, FailureCode.UnsupportedCoding)]
    public async Task<IActionResult> OpenCall(
        [FromRoute] WorkspaceId workspace_uuid, [FromRoute] ChatId chat_id, [FromBody] OpenCallRequest body,
        [FromServices] PublicOrigin origin, [FromServices] OwedChange owed, CancellationToken cancellationToken)
    {
        var access = RequestAccess.From(HttpContext);
        access.Described = owed;
        var message = new OpenCall(
            workspace_uuid, chat_id, access.Caller, body.Channel, body.Kind, body.OwnerMemberId, body.StartedAt,
            body.Participants?.Select(participant => participant is null
                ? null
                : new ReportedParticipant(participant.MemberId, participant.Role, participant.Track)).ToList());
        var result = await mediator.Send(message, cancellationToken);
        return result.Answer<CapturedCall>(call => owed.Value is null
            ? Describe(call, origin)
            : new AuditedResult(Describe(call, origin), isDone: true));
    }

    /// <summary>Store one chunk of a call's audio</summary>
    /// <remarks>
    /// After a 2xx, the bytes and the row that names them survive kill -9 and a power cut. With an S3 store, the bucket holds the bytes.
    /// Any other answer, or none, means: send it again unchanged. The same bytes, type and start_ms under the same number answer 200;
    /// different ones answer 409 chunk_conflict. Late chunks are accepted after the call was completed.
    /// </remarks>
    /// <response code="200">The same chunk was stored before.</response>
    /// <response code="201">The chunk is stored.</response>
    [HttpPut(RecordingRoutes.Chunk)]
    [RequireScope(Scope.Write)]
    [ChunkBody]
    [ProducesResponseType<ChunkResponse>(StatusCodes.Status200OK)]
    [ProducesResponseType<ChunkResponse>(StatusCodes.Status201Created)]
    [FailsWith(
        FailureCode.MalformedRequest, FailureCode.ChatNotFound, FailureCode.CaptureNotAVoiceChat, FailureCode.CaptureDisabled,
        FailureCode.ChunkTooLarge, FailureCode.UnsupportedMediaType, FailureCode.UnsupportedCoding, FailureCode.InvalidAudio,
        FailureCode.CallTooLong, FailureCode.TooManyChunks, FailureCode.TooManyTracks, FailureCode.ChunkConflict,
        FailureCode.StorageUnavailable)]
    public async Task<IActionResult> StoreChunk(
        [FromRoute] WorkspaceId workspace_uuid, [FromRoute] ChatId chat_id, [FromRoute] TrackName track, [FromRoute] SequenceNumber sequence,
        [FromQuery] MediaTime start_ms, CancellationToken cancellationToken)
    {
        _ = ChunkMediaType.TryParse(Request.ContentType, out var type);
        var message = new StoreChunk(workspace_uuid, chat_id, track, sequence, start_ms, type, Request.ContentLength, Request.Body)
        {
            IsCoded = BodyFields.IsCoded(Request),
        };
        var result = await mediator.Send(message, cancellationToken);
        return result.Answer(stored => StatusCode(StatusFor(stored.Created), ChunkResponse.From(stored)));
    }

    /// <summary>Say that the call has ended</summary>
    /// <remarks>The first ended_at is kept; a repeated request answers 200. It starts the assembly in the background.</remarks>
    /// <response code="200">The call has ended.</response>
    [HttpPost(RecordingRoutes.Complete)]
    [RequireScope(Scope.Write)]
    [ProducesResponseType<RecordingResponse>(StatusCodes.Status200OK)]
    [FailsWith(
        FailureCode.MalformedRequest, FailureCode.ChatNotFound, FailureCode.BodyTooLarge, FailureCode.UnsupportedMediaType,
        FailureCode.UnsupportedCoding)]
    public async Task<IActionResult> CompleteCall(
        [FromRoute] WorkspaceId workspace_uuid, [FromRoute] ChatId chat_id, [FromBody] CompleteCallRequest body,
        [FromServices] PublicOrigin origin, CancellationToken cancellationToken)
    {
        var result = await mediator.Send(new CompleteCall(workspace_uuid, chat_id, body.EndedAt), cancellationToken);
        return result.Answer(call => Describe(call, origin));
    }

    /// <summary>Remove a call with its chunks and its recording</summary>
    /// <remarks>
    /// A repeated request gives the same answer, and so does a request for a call that never existed. Links that the service serves itself
    /// stop working at once.
    /// </remarks>
    /// <response code="204">There is no such call any more.</response>
    [HttpDelete]
    [RequireScope(Scope.Admin)]
    [Audited("chat.deleted", FaultsToo = true)]
    [ProducesResponseType(StatusCodes.Status204NoContent)]
    [FailsWith(FailureCode.StorageUnavailable)]
    public async Task<IActionResult> DeleteCall(
        [FromRoute] WorkspaceId workspace_uuid, [FromRoute] ChatId chat_id, CancellationToken cancellationToken)
    {
        await RequestAudit.From(HttpContext).EnsureWritableAsync(HttpContext);
        var result = await mediator.Send(new DeleteCall(workspace_uuid, chat_id), cancellationToken);
        return result.Answer(_ => new AuditedResult(NoContent(), isDone: true));
    }

    private ObjectResult Describe(CapturedCall call, PublicOrigin origin) =>
        StatusCode(StatusFor(call.Created), RecordingResponse.From(call.Details, origin.Resolve(Request)));

    private static int StatusFor(bool created) => created ? StatusCodes.Status201Created : StatusCodes.Status200OK;
}
