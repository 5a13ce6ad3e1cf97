using Recordings.Api.Http;
using Recordings.Application;

namespace Recordings.Api.Problems;

/// <summary>The two refusals that only the audio's own headers decide.</summary>
internal static class AudioProblems
{
    public static Task WriteAsync(HttpContext context, AudioRefusal refusal) => ProblemWriter.WriteAsync(context, refusal switch
    {
        AudioRefusal.PreconditionFailed =>
            new Failure(FailureCode.PreconditionFailed, "The recording is not the version that the request's condition names."),
        _ => new Failure(FailureCode.RangeNotSatisfiable, "The range lies beyond the recording; Content-Range tells its length."),
    });
}
