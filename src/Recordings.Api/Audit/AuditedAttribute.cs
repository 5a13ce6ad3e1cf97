namespace Recordings.Api.Audit;

/// <summary>Names this action for the audit. The denials (401, 403) of other actions are recorded under their HTTP method.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class AuditedAttribute(string action) : Attribute
{
    public string Action { get; } = action;

    /// <summary>Record faults and disconnected clients too, because the action may be half done.</summary>
    public bool FaultsToo { get; init; }
}
