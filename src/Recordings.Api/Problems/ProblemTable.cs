using Recordings.Application;

namespace Recordings.Api.Problems;

/// <summary>The HTTP form of each failure. Failures have their status codes only here.</summary>
internal static class ProblemTable
{
    public static ProblemKind Find(FailureCode code) => code switch
    {
        FailureCode.AuthenticationRequired => new(401, "authentication_required", "Authentication required"),
        FailureCode.InvalidToken => new(401, "invalid_token", "Invalid token"),
        FailureCode.InsufficientScope => new(403, "insufficient_scope", "Insufficient scope"),
        FailureCode.WorkspaceForbidden => new(403, "workspace_forbidden", "Workspace forbidden"),
        FailureCode.ValidationFailed => new(400, "validation_failed", "Validation failed"),
        FailureCode.MalformedRequest => new(400, "malformed_request", "Malformed request"),
        FailureCode.ChatNotFound => new(404, "chat_not_found", "Chat not found"),
        FailureCode.PrivateChat => new(403, "private_chat", "Private chat"),
        FailureCode.RecordingDisabled => new(404, "recording_disabled", "Recording is off"),
        FailureCode.NotAVoiceChat => new(404, "not_a_voice_chat", "Not a voice chat"),
        FailureCode.CallInProgress => new(409, "call_in_progress", "Call in progress"),
        FailureCode.NoAudio => new(404, "no_audio", "No audio"),
        FailureCode.SelfAdmission => new(403, "self_admission", "Self-admission"),
        FailureCode.KindConflict => new(409, "kind_conflict", "Kind conflict"),
        FailureCode.CaptureDisabled => new(409, "recording_disabled", "Recording is off"),
        FailureCode.CaptureNotAVoiceChat => new(409, "not_a_voice_chat", "Not a voice chat"),
        FailureCode.ChunkConflict => new(409, "chunk_conflict", "Chunk conflict"),
        FailureCode.ChunkTooLarge => new(413, "chunk_too_large", "Chunk too large"),
        FailureCode.UnsupportedMediaType => new(415, "unsupported_media_type", "Unsupported media type"),
        FailureCode.UnsupportedCoding => new(415, "unsupported_media_type", "Unsupported media type"),
        FailureCode.InvalidAudio => new(422, "invalid_audio", "Invalid audio"),
        FailureCode.CallTooLong => new(422, "call_too_long", "Call too long"),
        FailureCode.TooManyChunks => new(422, "too_many_chunks", "Too many chunks"),
        FailureCode.TooManyTracks => new(422, "too_many_tracks", "Too many tracks"),
        FailureCode.LinkInvalid => new(403, "link_invalid", "Invalid link"),
        FailureCode.LinkExpired => new(403, "link_expired", "Link expired"),
        FailureCode.LinkRevoked => new(403, "link_revoked", "Link revoked"),
        FailureCode.RouteNotFound => new(404, "route_not_found", "Route not found"),
        FailureCode.MethodNotAllowed => new(405, "method_not_allowed", "Method not allowed"),
        FailureCode.BodyTooLarge => new(413, "body_too_large", "Body too large"),
        FailureCode.PreconditionFailed => new(412, "precondition_failed", "Precondition failed"),
        FailureCode.RangeNotSatisfiable => new(416, "range_not_satisfiable", "Range not satisfiable"),
        FailureCode.RateLimited => new(429, "rate_limited", "Rate limited"),
        FailureCode.AssemblyInProgress => new(503, "assembly_in_progress", "Assembly in progress"),
        FailureCode.StorageUnavailable => new(503, "storage_unavailable", "Storage unavailable"),
        FailureCode.DatabaseUnavailable => new(503, "database_unavailable", "Database unavailable"),
        FailureCode.AuthorityUnavailable => new(503, "authority_unavailable", "Authority unavailable"),
        FailureCode.AuditUnavailable => new(503, "audit_unavailable", "Audit unavailable"),
        FailureCode.RecordingDamaged => new(500, "recording_damaged", "Recording damaged"),
        FailureCode.InternalError => new(500, "internal_error", "Internal error"),

        // So far only the command line answers with these.
        FailureCode.WorkspaceNotFound => new(404, "workspace_not_found", "Workspace not found"),
        FailureCode.WorkspaceExists => new(409, "workspace_exists", "Workspace exists"),
        FailureCode.KeyNotFound => new(404, "key_not_found", "Key not found"),
        _ => throw new ArgumentOutOfRangeException(nameof(code), code, "Not a failure of the closed set."),
    };
}

/// <param name="Code">Stable: callers branch on it.</param>
internal sealed record ProblemKind(int Status, string Code, string Title);
