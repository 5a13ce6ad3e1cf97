namespace Recordings.Api.Audit;

/// <summary>Names what a successful request to this action did, for the audit.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class AuditedAttribute(string action) : Attribute
{
    public string Action { get; } = action;

    /// <summary>Also record faults and clients that disconnect: the action may be half done by then.</summary>
    public bool FaultsToo { get; init; }
}
