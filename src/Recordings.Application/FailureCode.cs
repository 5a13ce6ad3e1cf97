namespace Recordings.Application;

/// <summary>Every failure. Answers contain the name in snake_case, except for the two Capture codes and UnsupportedCoding.</summary>
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
    SelfAdmission,
    KindConflict,

    /// <summary>A chunk while recording is off: the same code in the answer as for a reader, but another status.</summary>
    CaptureDisabled,

    /// <summary>A chunk for a chat without voice: the same code in the answer as for a reader, but another status.</summary>
    CaptureNotAVoiceChat,
    ChunkConflict,
    ChunkTooLarge,
    UnsupportedMediaType,

    /// <summary>A body with a content coding: the same code in the answer as for another media type.</summary>
    UnsupportedCoding,
    InvalidAudio,
    CallTooLong,
    TooManyChunks,
    TooManyTracks,
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
    AuditUnavailable,
    RecordingDamaged,
    InternalError,
    WorkspaceNotFound,
    WorkspaceExists,
    KeyNotFound,
}
