namespace Recordings.Api.Audit;

/// <summary>The audit's name for this action. A success is recorded; so is a denial (401, 403), which is recorded for other actions too.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class AuditedAttribute(string action) : Attribute
{
    public string Action { get; } = action;

    /// <summary>Record faults and disconnected clients too, because the action may be half done.</summary>
    public bool FaultsToo { get; init; }
}
