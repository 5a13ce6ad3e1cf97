using Recordings.Application;

namespace Recordings.Api.OpenApi.Annotations;

/// <summary>Documents the failures that are an action's own, beside those that any request to a workspace may meet.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class RefusesAttribute(params FailureCode[] codes) : Attribute
{
    public IReadOnlyList<FailureCode> Codes { get; } = codes;
}

/// <summary>The body is the audio of a chunk.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class ChunkBodyAttribute : Attribute;
