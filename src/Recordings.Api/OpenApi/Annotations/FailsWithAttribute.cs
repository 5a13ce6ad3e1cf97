using Recordings.Application;

namespace Recordings.Api.OpenApi.Annotations;

/// <summary>Documents the failures of one action, in addition to the failures of every request to a workspace.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class FailsWithAttribute(params FailureCode[] codes) : Attribute
{
    public IReadOnlyList<FailureCode> Codes { get; } = codes;
}

/// <summary>The body is the audio of a chunk.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class ChunkBodyAttribute : Attribute;
