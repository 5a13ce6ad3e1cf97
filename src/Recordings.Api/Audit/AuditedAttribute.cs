namespace Recordings.Api.Audit;

/// <summary>Names what a successful request to this action did, for the audit log.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class AuditedAttribute(string action) : Attribute
{
    public string Action { get; } = action;

    /// <summary>A fault may come, or the client leave, when it is done in part: then that is the outcome.</summary>
    public bool FaultsToo { get; init; }
}
