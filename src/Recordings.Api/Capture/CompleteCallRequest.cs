namespace Recordings.Api.Capture;

/// <param name="EndedAt">Required: RFC 3339 with offset, not before the call's start.</param>
public sealed record CompleteCallRequest(string? EndedAt);
