using Recordings.Application.Ports;
using Recordings.Domain.Recordings;
using Recordings.Domain.Timelines;

namespace Recordings.Infrastructure.Rendering;

internal sealed class RecordingRenderer(IAudioStore store) : IRecordingRenderer
{
    public Stream Open(Timeline timeline, Rendition rendition) => new WavStream(store, timeline, rendition);
}
