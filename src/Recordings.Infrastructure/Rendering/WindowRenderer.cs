using System.Buffers;
using System.Runtime.InteropServices;
using Recordings.Application.Ports;
using Recordings.Domain.Samples;
using Recordings.Domain.Timelines;

namespace Recordings.Infrastructure.Rendering;

/// <summary>Renders one window of a timeline at a time. Keeps its lists between windows, so it serves one caller at a time.</summary>
internal sealed class WindowRenderer(IAudioStore store, Timeline timeline)
{
    /// <summary>
    /// 256 Ki frames, 512 KiB of output. Each edge of a window costs a file to be opened again and a block to be read and verified
    /// twice: an assembly's CPU beside cat's, by windows of 64, 128, 256 and 512 Ki frames: 2.4, 2.3, 2.1 and 2.6 times.
    /// </summary>
    public const int MaxFrames = 256 * 1024;

    /// <summary>Source bytes held at once, so that hundreds of tracks at once need no more memory than a few.</summary>
    private const int MaxHeldBytes = 2 * 1024 * 1024;

    private readonly WindowPlan _plan = new();
    private readonly VerifiedReads _reads = new(store);
    private readonly List<VoiceSource> _sources = [];

    /// <param name="window">Within the timeline; at most <see cref="MaxFrames"/>.</param>
    /// <param name="output">Two bytes a frame, filled whole: 16-bit little-endian.</param>
    /// <param name="cancellationToken">Ends the reading.</param>
    /// <exception cref="RecordingDamagedException">A chunk that sounds here is gone or altered.</exception>
    public async ValueTask RenderAsync(FrameRange window, Memory<byte> output, CancellationToken cancellationToken)
    {
        _plan.Lay(timeline, window);
        var sum = _plan.Segments.Any(IsSummed) ? ArrayPool<int>.Shared.Rent((int)window.Length) : null;
        try
        {
            ClearSilence(window, output.Span, sum);
            await AddVoicesAsync(window, output, sum, cancellationToken);
            Saturate(window, output.Span, sum);
        }
        finally
        {
            _sources.Clear();
            _reads.Clear();
            if (sum is not null)
                ArrayPool<int>.Shared.Return(sum);
        }
    }

    private void ClearSilence(FrameRange window, Span<byte> output, int[]? sum)
    {
        var at = window.Start;
        foreach (var passage in _plan.Segments)
        {
            Bytes(output, window, new FrameRange(at, passage.Frames.Start)).Clear();
            if (IsSummed(passage))
                Sums(sum, window, passage.Frames).Clear();
            at = passage.Frames.End;
        }

        Bytes(output, window, new FrameRange(at, window.End)).Clear();
    }

    private async ValueTask AddVoicesAsync(FrameRange window, Memory<byte> output, int[]? sum, CancellationToken cancellationToken)
    {
        foreach (var passage in _plan.Segments)
        {
            for (var i = 0; i < passage.Voices; i++)
            {
                var voice = _plan.Voices[passage.FirstVoice + i];
                var at = (int)(voice.Frames.Start - window.Start);
                _sources.Add(VoiceSource.Add(
                    _reads, voice, timeline.Rate, output.Slice(at * sizeof(short), (int)voice.Frames.Length * sizeof(short)), MixOf(passage, i)));
                if (_reads.Held >= MaxHeldBytes)
                    await FlushAsync(window, sum, cancellationToken);
            }
        }

        await FlushAsync(window, sum, cancellationToken);
    }

    private async ValueTask FlushAsync(FrameRange window, int[]? sum, CancellationToken cancellationToken)
    {
        await _reads.ReadAsync(cancellationToken);
        foreach (var source in _sources)
            source.Render(Sums(sum, window, source.Frames));
        _sources.Clear();
        _reads.Clear();
    }

    private void Saturate(FrameRange window, Span<byte> output, int[]? sum)
    {
        foreach (var passage in _plan.Segments)
        {
            if (IsSummed(passage))
                Mixer.Saturate(Sums(sum, window, passage.Frames), MemoryMarshal.Cast<byte, short>(Bytes(output, window, passage.Frames)));
        }
    }

    /// <summary>Two voices need no sums: the second is added to the first where it lies, and saturated, which comes to the same.</summary>
    private static bool IsSummed(MixSegment passage) => passage.Voices > 2;

    private static VoiceMix MixOf(MixSegment passage, int voice) =>
        IsSummed(passage) ? VoiceMix.Summed : voice == 0 ? VoiceMix.Alone : VoiceMix.Second;

    private static Span<int> Sums(int[]? sum, FrameRange window, FrameRange frames) =>
        sum is null ? [] : sum.AsSpan((int)(frames.Start - window.Start), (int)frames.Length);

    private static Span<byte> Bytes(Span<byte> output, FrameRange window, FrameRange frames) =>
        output.Slice((int)(frames.Start - window.Start) * sizeof(short), (int)frames.Length * sizeof(short));
}
