using Recordings.Application.Ports;

namespace Recordings.Application.Recordings.OpenSignedLink;

/// <summary>The audio, and the grant it was opened by.</summary>
public sealed record LinkedAudio(RecordingAudio Audio, LinkGrant Grant);
