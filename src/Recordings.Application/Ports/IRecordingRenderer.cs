using Recordings.Domain.Timelines;

namespace Recordings.Application.Ports;

/// <summary>Turns a timeline into the bytes of its WAV file.</summary>
public interface IRecordingRenderer
{
    /// <summary>
    /// The whole file as a lazy, seekable stream: length known, nothing read until asked, only the asked part read.
    /// Reading fails with <see cref="RecordingDamagedException"/> or <see cref="DependencyUnavailableException"/>.
    /// </summary>
    Stream Open(Timeline timeline);
}
