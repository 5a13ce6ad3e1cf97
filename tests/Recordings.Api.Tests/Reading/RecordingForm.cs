namespace Recordings.Api.Tests.Reading;

/// <summary>Where the bytes of a recording come from.</summary>
public enum RecordingForm
{
    /// <summary>Rendered as it is read.</summary>
    Live,

    /// <summary>The assembled file, at the same address.</summary>
    Cached,

    /// <summary>The service's own signed link.</summary>
    Link,
}
