namespace Recordings.Api.Problems;

/// <summary>RFC 9457 problem details.</summary>
/// <param name="Type">Names the kind of problem; not to be fetched.</param>
/// <param name="Title">The kind of problem in words.</param>
/// <param name="Status">The HTTP status.</param>
/// <param name="Detail">Describes this occurrence of the problem.</param>
/// <param name="Code">Stable word to branch on.</param>
/// <param name="RequestId">Also in the X-Request-Id header and in the service's logs.</param>
/// <param name="Errors">Messages by field, for validation_failed.</param>
public sealed record ProblemBody(
    string Type, string Title, int Status, string Detail, string Code, string RequestId, IReadOnlyDictionary<string, string[]>? Errors);
