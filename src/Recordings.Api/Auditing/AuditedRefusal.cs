namespace Recordings.Api.Auditing;

/// <summary>The code a request was refused or failed with.</summary>
internal sealed record AuditedRefusal(string Code);
