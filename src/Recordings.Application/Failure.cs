using Recordings.Application.Links;
using Recordings.Domain.Access;

namespace Recordings.Application;

/// <summary>A failure that can be named: its stable code, what to tell the caller, and what the answer needs beside it.</summary>
/// <param name="Code">From the closed set; the API maps it to a status in one table.</param>
/// <param name="Detail">For people. Never holds a person, a token or a signed query.</param>
public sealed record Failure(FailureCode Code, string Detail)
{
    /// <summary>Messages by field, for <see cref="FailureCode.ValidationFailed"/>.</summary>
    public IReadOnlyDictionary<string, string[]>? Errors { get; init; }

    /// <summary>What a genuine link had granted that is refused all the same: for the audit, and no part of the answer.</summary>
    public LinkGrant? Grant { get; init; }

    /// <summary>The scope that the credentials lack, for <see cref="FailureCode.InsufficientScope"/>.</summary>
    public Scope? NeededScope { get; init; }

    /// <summary>When asking again makes sense.</summary>
    public TimeSpan? RetryAfter { get; init; }

    public static Failure Invalid(string field, string message) =>
        new(FailureCode.ValidationFailed, "The request is not valid.")
        {
            Errors = new Dictionary<string, string[]> { [field] = [message] },
        };
}
