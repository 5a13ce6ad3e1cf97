using Recordings.Application.Ports;
using Recordings.Domain.Audio;

namespace Recordings.Infrastructure.Wav;

internal sealed class RecordingRenderer(IAudioStore store) : IRecordingRenderer
{
    public Stream Open(Timeline timeline) => new WavStream(store, timeline);
}
