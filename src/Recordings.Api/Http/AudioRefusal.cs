namespace Recordings.Api.Http;

internal enum AudioRefusal
{
    PreconditionFailed,
    RangeNotSatisfiable,
}

/// <summary>Writes the problem answer. ETag, Vary, Accept-Ranges and, on a range, Content-Range are set already and must stay.</summary>
internal delegate Task RefuseAudio(HttpContext context, AudioRefusal refusal);
