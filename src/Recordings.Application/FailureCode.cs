namespace Recordings.Application;

/// <summary>Every failure the product can name. On the wire: the same words in snake_case.</summary>
public enum FailureCode
{
    AuthenticationRequired,
    InvalidToken,
    InsufficientScope,
    WorkspaceForbidden,
    ValidationFailed,
    MalformedRequest,
    ChatNotFound,
    PrivateChat,
    RecordingDisabled,
    NotAVoiceChat,
    CallInProgress,
    NoAudio,
    KindConflict,

    /// <summary>Capture of a chunk while recording is off: the same code as reading, but a conflict.</summary>
    CaptureDisabled,

    /// <summary>A chunk for a chat without voice: the same code as reading, but a conflict.</summary>
    CaptureNotAVoiceChat,
    ChunkConflict,
    ChunkTooLarge,
    UnsupportedMediaType,
    InvalidAudio,
    CallTooLong,
    TooManyChunks,
    LinkInvalid,
    LinkExpired,
    LinkRevoked,
    RouteNotFound,
    MethodNotAllowed,
    BodyTooLarge,
    PreconditionFailed,
    RangeNotSatisfiable,
    RateLimited,
    AssemblyInProgress,
    StorageUnavailable,
    DatabaseUnavailable,
    AuthorityUnavailable,
    RecordingDamaged,
    InternalError,
    WorkspaceNotFound,
    WorkspaceExists,
    KeyNotFound,
}
