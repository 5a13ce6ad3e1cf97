using Recordings.Application;

namespace Recordings.Api.OpenApi.Texts;

/// <summary>What each failure means to a caller: the example's detail, and a line of the status' description.</summary>
internal static class FailureTexts
{
    public static string Of(FailureCode code) => code switch
    {
        FailureCode.AuthenticationRequired => "Send an API key or a token as Authorization: Bearer.",
        FailureCode.InvalidToken => "The credentials are unknown, malformed, expired or revoked.",
        FailureCode.InsufficientScope => "The credentials lack the scope; WWW-Authenticate names it.",
        FailureCode.WorkspaceForbidden => "These credentials are not of this workspace, or there is no such workspace.",
        FailureCode.ValidationFailed => "The request is not valid; errors names the fields.",
        FailureCode.MalformedRequest => "The body is not JSON, or could not be read to its end.",
        FailureCode.ChatNotFound => "There is no such chat in this workspace.",
        FailureCode.PrivateChat => "This chat is private to its owner and participants.",
        FailureCode.RecordingDisabled or FailureCode.CaptureDisabled => "Recording is off in this workspace; nothing is kept.",
        FailureCode.NotAVoiceChat or FailureCode.CaptureNotAVoiceChat => "This chat's channel carries no voice.",
        FailureCode.CallInProgress => "The call has not ended yet.",
        FailureCode.NoAudio => "The call has ended and left no audio.",
        FailureCode.KindConflict => "A private chat keeps its kind and its owner; chats:admin may change them.",
        FailureCode.ChunkConflict => "This sequence of this track holds another chunk already.",
        FailureCode.ChunkTooLarge => "The chunk has more bytes than Capture:MaxChunkBytes.",
        FailureCode.UnsupportedMediaType => "The Content-Type is none that this operation takes.",
        FailureCode.InvalidAudio => "The body is truncated, empty, not decodable, or of another rate or channel count than allowed.",
        FailureCode.CallTooLong => "The chunk would end after Capture:MaxCallHours; start_ms counts from the call's start.",
        FailureCode.TooManyChunks => "The call holds Capture:MaxChunksPerCall chunks already, or 65,536 tracks of which this is none.",
        FailureCode.BodyTooLarge => "The body is larger than this route takes.",
        FailureCode.PreconditionFailed => "The recording is not the version that the request's condition names.",
        FailureCode.RangeNotSatisfiable => "The range lies beyond the recording; Content-Range tells its length.",
        FailureCode.RateLimited => "Too many requests with these credentials.",
        FailureCode.AssemblyInProgress => "The recording is being assembled; ask again shortly.",
        FailureCode.StorageUnavailable => "The object store cannot be reached or written just now; ask again.",
        FailureCode.DatabaseUnavailable => "The database cannot be reached or written just now; ask again.",
        FailureCode.AuthorityUnavailable => "The authority that issues tokens cannot be reached just now.",
        FailureCode.RecordingDamaged => "Chunk 12 of track caller is missing or altered.",
        FailureCode.InternalError => "Something failed that should not have; the request id finds it in the logs.",
        _ => throw new ArgumentOutOfRangeException(nameof(code), code, "No operation documents this failure."),
    };
}
