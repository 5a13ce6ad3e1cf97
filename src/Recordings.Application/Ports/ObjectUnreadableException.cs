namespace Recordings.Application.Ports;

/// <summary>A stored object is gone, or shorter than what was written.</summary>
public sealed class ObjectUnreadableException(string objectKey) : Exception("A stored object is missing or too short.")
{
    public string ObjectKey { get; } = objectKey;
}
