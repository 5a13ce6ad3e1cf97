using Recordings.Application;

namespace Recordings.Api.Problems;

/// <summary>Records each denial (401, 403) before its answer leaves.</summary>
internal interface IDenialRecord
{
    /// <exception cref="Application.Ports.DependencyUnavailableException">There is no record, so the denial must not leave.</exception>
    ValueTask AnnounceDenialAsync(HttpContext context, FailureCode code);
}
