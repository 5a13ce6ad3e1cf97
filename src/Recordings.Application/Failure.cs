using Recordings.Domain.Access;

namespace Recordings.Application;

/// <summary>An expected failure: its stable code, the sentence for the caller, and what the answer needs beside it. <see cref="Failures"/> makes them.</summary>
/// <param name="Code">From the closed set; the API maps it to a status in one table.</param>
/// <param name="Detail">For people. Never contains a person, a token or a signed query.</param>
public sealed record Failure(FailureCode Code, string Detail)
{
    /// <summary>Messages by field, for <see cref="FailureCode.ValidationFailed"/>.</summary>
    public IReadOnlyDictionary<string, string[]>? Errors { get; init; }

    /// <summary>The scope that the credentials lack, for <see cref="FailureCode.InsufficientScope"/>.</summary>
    public Scope? NeededScope { get; init; }

    /// <summary>After which time another try makes sense; null when none does.</summary>
    public TimeSpan? RetryAfter { get; init; }
}
