using Recordings.Domain.Recordings;
using Recordings.Domain.Timelines;

namespace Recordings.Application.Ports;

/// <summary>Turns a timeline into the bytes of a rendition's WAV file.</summary>
public interface IRecordingRenderer
{
    /// <summary>
    /// The whole file as a lazy, seekable stream. Its length is known at once; a read renders only the part that it asks for.
    /// Reading fails with <see cref="RecordingDamagedException"/> or <see cref="DependencyUnavailableException"/>.
    /// </summary>
    Stream Open(Timeline timeline, Rendition rendition);
}
