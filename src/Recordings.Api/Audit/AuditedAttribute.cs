namespace Recordings.Api.Audit;

/// <summary>Names this action for the audit. Successes of named actions are recorded; denials (401, 403) are recorded for every action.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class AuditedAttribute(string action) : Attribute
{
    public string Action { get; } = action;

    /// <summary>Record faults and disconnected clients too, because the action may be half done.</summary>
    public bool FaultsToo { get; init; }
}
