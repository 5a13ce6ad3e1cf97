namespace Recordings.Api.Tests.Reading;

/// <summary>The source of a recording's bytes.</summary>
public enum RecordingForm
{
    /// <summary>The service renders the bytes while a client reads them.</summary>
    Live,

    /// <summary>The assembled file, at the same address.</summary>
    Cached,

    /// <summary>The service's own signed link.</summary>
    Link,
}
