using Recordings.Domain.Access;

namespace Recordings.Application;

/// <summary>
/// An expected failure: its stable code, the sentence for the caller, and the other values of the answer. <see cref="Failures"/>
/// creates them.
/// </summary>
/// <param name="Code">From the closed set; the API maps it to a status in one table.</param>
/// <param name="Detail">A sentence for people. It never contains a member id, a token or a signed query.</param>
public sealed record Failure(FailureCode Code, string Detail)
{
    /// <summary>Messages by field, for <see cref="FailureCode.ValidationFailed"/>.</summary>
    public IReadOnlyDictionary<string, string[]>? Errors { get; init; }

    /// <summary>The scope that the credentials lack, for <see cref="FailureCode.InsufficientScope"/>.</summary>
    public Scope? NeededScope { get; init; }

    /// <summary>The time after which the caller may try again; null when another try cannot succeed.</summary>
    public TimeSpan? RetryAfter { get; init; }
}
