using Recordings.Application;

namespace Recordings.Api.OpenApi;

/// <summary>Documents the failures that are an action's own, beside those that any request to a workspace may meet.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class RefusesAttribute(params FailureCode[] codes) : Attribute
{
    public IReadOnlyList<FailureCode> Codes { get; } = codes;
}
