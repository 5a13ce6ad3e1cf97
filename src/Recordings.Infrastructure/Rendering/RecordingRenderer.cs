using Recordings.Application.Ports;
using Recordings.Domain.Timelines;

namespace Recordings.Infrastructure.Rendering;

internal sealed class RecordingRenderer(IAudioStore store) : IRecordingRenderer
{
    public Stream Open(Timeline timeline) => new WavStream(store, timeline);
}
