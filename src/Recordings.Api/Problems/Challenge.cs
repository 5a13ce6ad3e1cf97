using Recordings.Application;
using Recordings.Domain.Access;

namespace Recordings.Api.Problems;

/// <summary>The WWW-Authenticate header of a failure (RFC 6750 §3). Without credentials in the request, it has no error code.</summary>
internal static class Challenge
{
    public static string? For(Failure failure) => failure.Code switch
    {
        FailureCode.AuthenticationRequired => "Bearer realm=\"recordings\"",
        FailureCode.InvalidToken => "Bearer realm=\"recordings\", error=\"invalid_token\", "
            + $"error_description=\"{Failures.InvalidToken.Detail.TrimEnd('.')}\"",
        FailureCode.InsufficientScope when failure.NeededScope is { } scope =>
            $"Bearer error=\"insufficient_scope\", scope=\"{ScopeNames.NameOf(scope)}\"",
        _ => null,
    };
}
