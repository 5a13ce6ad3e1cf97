using System.Globalization;
using Recordings.Domain.Access;
using Recordings.Domain.Chats;
using Recordings.Domain.Recordings;
using Recordings.Domain.Timelines;
using Recordings.Domain.Workspaces;

namespace Recordings.Application;

/// <summary>Every failure with its sentence for callers. The rules of single fields stand in <see cref="RequestRules"/>.</summary>
public static class Failures
{
    private const string NotAVoiceChannel = "This chat's channel carries no voice.";

    /// <summary>100,000 hours: longer than any call, but less than the milliseconds from 1970 to today.</summary>
    private const long EpochLikeNanoseconds = 100_000L * 3600 * 1_000_000_000;

    private static readonly TimeSpan CallInProgressRetry = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan TransferRetry = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan AssemblyRetry = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan BackendRetry = TimeSpan.FromSeconds(5);

    public static Failure AuthenticationRequired { get; } = new(FailureCode.AuthenticationRequired, "Send an API key or a token as Authorization: Bearer.");

    public static Failure InvalidToken { get; } = new(FailureCode.InvalidToken, "The credentials are unknown, malformed, expired or revoked.");

    public static Failure WorkspaceForbidden { get; } = new(FailureCode.WorkspaceForbidden, "These credentials are not of this workspace.");

    public static Failure PrivateChat { get; } = new(FailureCode.PrivateChat, "This chat is private to its owner and participants.");

    public static Failure SelfAdmission { get; } =
        new(FailureCode.SelfAdmission, "This chat is private without the caller's own member; another credential must let it in.");

    public static Failure KindConflict { get; } = new(FailureCode.KindConflict, "A private chat keeps its kind and its owner.");

    public static Failure CaptureNotAVoiceChat { get; } =
        new(FailureCode.CaptureNotAVoiceChat, "This chat's channel carries no voice; it takes no audio.");

    public static Failure CaptureDisabled { get; } = new(FailureCode.CaptureDisabled, "Recording is off in this workspace; nothing was kept.");

    public static Failure UnsupportedAudioType { get; } = new(
        FailureCode.UnsupportedMediaType, "Send audio/wav, audio/L16 with a rate, audio/PCMU or audio/PCMA as Content-Type.");

    public static Failure UnsupportedBodyType { get; } = new(FailureCode.UnsupportedMediaType, "Send application/json as Content-Type.");

    public static Failure UnsupportedCoding { get; } =
        new(FailureCode.UnsupportedCoding, "Send the body as it is, without a Content-Encoding; nothing was kept.");

    public static Failure LinkInvalid { get; } = new(FailureCode.LinkInvalid, "The link is not one that this service signed.");

    public static Failure LinkExpired { get; } = new(FailureCode.LinkExpired, "The link has expired; ask for a new one.");

    public static Failure LinkRevoked { get; } =
        new(FailureCode.LinkRevoked, "What this link stood for is gone: its key, the recording, or the permission to record.");

    public static Failure RouteNotFound { get; } = new(FailureCode.RouteNotFound, "There is nothing at this path.");

    public static Failure MethodNotAllowed { get; } =
        new(FailureCode.MethodNotAllowed, "This path does not take this method; Allow names those it takes.");

    public static Failure BodyTooLarge { get; } = new(FailureCode.BodyTooLarge, "The body is larger than this route takes.");

    public static Failure PreconditionFailed { get; } =
        new(FailureCode.PreconditionFailed, "The recording is not the version that the request's condition names.");

    public static Failure RangeNotSatisfiable { get; } =
        new(FailureCode.RangeNotSatisfiable, "The range lies beyond the recording; Content-Range tells its length.");

    public static Failure BodyNotJson { get; } = new(FailureCode.MalformedRequest, "The body is not JSON, or an object in it gives a name twice.");

    public static Failure AmbiguousBody { get; } =
        new(FailureCode.MalformedRequest, "A body is either chunked, over HTTP/1.1, or has a Content-Length.");

    public static Failure UnreadableRequest { get; } = new(FailureCode.MalformedRequest, "The request could not be read to its end.");

    public static Failure BodyTooSlow { get; } =
        new(FailureCode.MalformedRequest, "The body arrived too slowly; nothing was kept. Send it again.");

    public static Failure TooManyLargeBodies { get; } =
        new(FailureCode.RateLimited, "Too many large bodies arrive at once; send this one again.") { RetryAfter = BackendRetry };

    public static Failure UnknownTarget { get; } =
        new(FailureCode.MalformedRequest, "The request target is a path, or an http or https URL without user information.");

    public static Failure UnknownRequest { get; } = new(FailureCode.MalformedRequest, "The request could not be understood.");

    public static Failure AssemblyInProgress { get; } =
        new(FailureCode.AssemblyInProgress, "The recording is being assembled; ask again shortly.") { RetryAfter = AssemblyRetry };

    public static Failure StorageUnavailable { get; } = new(
        FailureCode.StorageUnavailable, "The object store cannot be reached or written just now; ask again.") { RetryAfter = BackendRetry };

    public static Failure StoredFileTooShort { get; } =
        new(FailureCode.StorageUnavailable, "The stored recording ended early.") { RetryAfter = BackendRetry };

    public static Failure DatabaseUnavailable { get; } = new(
        FailureCode.DatabaseUnavailable, "The database cannot be reached or written just now; ask again.") { RetryAfter = BackendRetry };

    public static Failure AuthorityUnavailable { get; } = new(
        FailureCode.AuthorityUnavailable, "The authority that issues tokens cannot be reached just now.") { RetryAfter = BackendRetry };

    public static Failure AuditUnavailable { get; } =
        new(FailureCode.AuditUnavailable, "The audit cannot be written just now; ask again.") { RetryAfter = BackendRetry };

    public static Failure InternalError { get; } =
        new(FailureCode.InternalError, "Something failed that should not have; the request id finds it in the logs.");

    public static Failure KeyNotFound { get; } = new(FailureCode.KeyNotFound, "There is no such key.");

    public static Failure InsufficientScope(Scope needed) =>
        new(FailureCode.InsufficientScope, $"This needs the scope {ScopeNames.NameOf(needed)}.") { NeededScope = needed };

    public static Failure Invalid(IReadOnlyDictionary<string, string[]> errors) =>
        new(FailureCode.ValidationFailed, "The request is not valid.") { Errors = errors };

    public static Failure Invalid(string field, string rule) => Invalid(new Dictionary<string, string[]> { [field] = [rule] });

    public static Failure EndsBeforeItsStart { get; } = Invalid("ended_at", "A call cannot end before it started.");

    public static Failure StartsAfterItsEnd { get; } = Invalid("started_at", "The call has ended before that.");

    public static Failure ChatNotFound(ChatId chat) => new(FailureCode.ChatNotFound, $"There is no chat {chat} in this workspace.");

    public static Failure ChatNotOpened(ChatId chat) =>
        new(FailureCode.ChatNotFound, $"There is no chat {chat} in this workspace; open the call first.");

    public static Failure ChatDeleted(ChatId chat) => new(FailureCode.ChatNotFound, $"Chat {chat} was deleted meanwhile.");

    /// <summary>Why the description may not be changed so; null when it may.</summary>
    public static Failure? Find(DescriptionDecision decision) => decision switch
    {
        DescriptionDecision.Allowed => null,
        DescriptionDecision.SelfAdmission => SelfAdmission,
        DescriptionDecision.KindConflict => KindConflict,
        _ => throw new ArgumentOutOfRangeException(nameof(decision)),
    };

    /// <summary>Why a reader gets no audio; null when there is audio.</summary>
    public static Failure? Find(Availability availability) => availability switch
    {
        Availability.Ready => null,
        Availability.RecordingDisabled => new Failure(FailureCode.RecordingDisabled, "Recording is off in this workspace."),
        Availability.NotAVoiceChat => new Failure(FailureCode.NotAVoiceChat, NotAVoiceChannel),
        Availability.NoAudio => new Failure(FailureCode.NoAudio, "The call has ended and left no audio."),
        Availability.CallInProgress => new Failure(FailureCode.CallInProgress, "The call has not ended yet.") { RetryAfter = CallInProgressRetry },
        _ => throw new ArgumentOutOfRangeException(nameof(availability)),
    };

    public static Failure ChunkTooLarge(long maxBytes) =>
        new(FailureCode.ChunkTooLarge, string.Create(CultureInfo.InvariantCulture, $"A chunk has at most {maxBytes} bytes."));

    /// <param name="reason">A sentence about the body. It contains no bytes of the body except numbers.</param>
    public static Failure InvalidAudio(string reason) => new(FailureCode.InvalidAudio, reason);

    public static Failure CallTooLong(MediaTime start, double maxHours) => new(
        FailureCode.CallTooLong,
        string.Create(CultureInfo.InvariantCulture, $"The chunk would end more than {maxHours} hours after the call's start.")
        + (start.Nanoseconds >= EpochLikeNanoseconds
            ? " start_ms looks like milliseconds since 1970; it counts from the call's start."
            : ""));

    public static Failure TooManyChunks(int maxChunks) =>
        new(FailureCode.TooManyChunks, string.Create(CultureInfo.InvariantCulture, $"A call has at most {maxChunks} chunks."));

    public static Failure TooManyTracks(int maxTracks) => new(
        FailureCode.TooManyTracks,
        string.Create(CultureInfo.InvariantCulture, $"A call has at most {maxTracks} tracks, and this chunk would begin another."));

    public static Failure ChunkConflict(SequenceNumber sequence) => new(
        FailureCode.ChunkConflict,
        string.Create(CultureInfo.InvariantCulture, $"Sequence {sequence.Value} of this track holds another chunk already."));

    public static Failure TooManyTransfers { get; } = new(
        FailureCode.RateLimited, "Too many transfers of audio at once with these credentials; wait until one ends.") { RetryAfter = TransferRetry };

    public static Failure RateLimited(TimeSpan retryAfter) =>
        new(FailureCode.RateLimited, "Too many requests with these credentials.") { RetryAfter = retryAfter };

    public static Failure RecordingDamaged(Chunk chunk) => new(
        FailureCode.RecordingDamaged,
        string.Create(CultureInfo.InvariantCulture, $"Chunk {chunk.Sequence} of track {chunk.Track} is missing or altered."));

    public static Failure WorkspaceNotFound(WorkspaceId workspace) =>
        new(FailureCode.WorkspaceNotFound, $"There is no workspace {workspace}.");

    public static Failure WorkspaceExists(WorkspaceId workspace) =>
        new(FailureCode.WorkspaceExists, $"There is a workspace {workspace} already.");

    /// <summary>A sentence about a code without the values of one request, for documents.</summary>
    public static string Describe(FailureCode code) => code switch
    {
        FailureCode.AuthenticationRequired => AuthenticationRequired.Detail,
        FailureCode.InvalidToken => InvalidToken.Detail,
        FailureCode.InsufficientScope => "The credentials lack the scope; WWW-Authenticate names it.",
        FailureCode.WorkspaceForbidden => "These credentials are not of this workspace, or there is no such workspace.",
        FailureCode.ValidationFailed => "The request is not valid; errors names the fields.",
        FailureCode.MalformedRequest => "The body is not JSON, gives a name twice, arrived too slowly, or could not be read to its end.",
        FailureCode.ChatNotFound => "There is no such chat in this workspace.",
        FailureCode.PrivateChat => PrivateChat.Detail,
        FailureCode.RecordingDisabled or FailureCode.CaptureDisabled => "Recording is off in this workspace; nothing is kept.",
        FailureCode.NotAVoiceChat or FailureCode.CaptureNotAVoiceChat => NotAVoiceChannel,
        FailureCode.CallInProgress => Find(Availability.CallInProgress)!.Detail,
        FailureCode.NoAudio => Find(Availability.NoAudio)!.Detail,
        FailureCode.SelfAdmission => "A private chat that exists takes in the caller's own member only with chats:admin.",
        FailureCode.KindConflict => "A private chat keeps its kind and its owner; chats:admin may change them.",
        FailureCode.ChunkConflict => "This sequence of this track holds another chunk already.",
        FailureCode.ChunkTooLarge => "The chunk has more bytes than Capture:MaxChunkBytes.",
        FailureCode.UnsupportedMediaType => "The Content-Type is none that this operation takes.",
        FailureCode.UnsupportedCoding => UnsupportedCoding.Detail,
        FailureCode.InvalidAudio => "The body is truncated, empty, not decodable, or of another rate or channel count than allowed.",
        FailureCode.CallTooLong => "The chunk would end after Capture:MaxCallHours; start_ms counts from the call's start.",
        FailureCode.TooManyChunks => "The call holds Capture:MaxChunksPerCall chunks already.",
        FailureCode.TooManyTracks => "The call has Capture:MaxTracksPerCall tracks already, and this chunk would begin another.",
        FailureCode.BodyTooLarge => BodyTooLarge.Detail,
        FailureCode.PreconditionFailed => PreconditionFailed.Detail,
        FailureCode.RangeNotSatisfiable => RangeNotSatisfiable.Detail,
        FailureCode.RateLimited => "Too many requests, or too many transfers of audio at once, with these credentials.",
        FailureCode.AssemblyInProgress => AssemblyInProgress.Detail,
        FailureCode.StorageUnavailable => StorageUnavailable.Detail,
        FailureCode.DatabaseUnavailable => DatabaseUnavailable.Detail,
        FailureCode.AuthorityUnavailable => AuthorityUnavailable.Detail,
        FailureCode.AuditUnavailable => AuditUnavailable.Detail,
        FailureCode.RecordingDamaged => "Chunk 12 of track caller is missing or altered.",
        FailureCode.InternalError => InternalError.Detail,
        _ => throw new ArgumentOutOfRangeException(nameof(code), code, "No operation documents this failure."),
    };
}
