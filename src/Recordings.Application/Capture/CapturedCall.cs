using Recordings.Application.Reading;

namespace Recordings.Application.Capture;

/// <summary>The call after a capture request.</summary>
/// <param name="Created">True when this request made it.</param>
public sealed record CapturedCall(RecordingDetails Details, bool Created);
