namespace Recordings.Api.OpenApi;

/// <summary>The body is a chunk's audio; see <see cref="ChunkBodies"/>.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class ChunkBodyAttribute : Attribute;
