namespace Recordings.Api.Audit;

/// <summary>The code a request was refused or failed with.</summary>
internal sealed record AuditedRefusal(string Code);
