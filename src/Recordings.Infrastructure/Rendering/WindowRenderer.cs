using System.Buffers;
using System.Runtime.InteropServices;
using Recordings.Application.Ports;
using Recordings.Domain.Samples;
using Recordings.Domain.Timelines;

namespace Recordings.Infrastructure.Rendering;

/// <summary>
/// Renders a window of a timeline, in one or more turns. It reuses its lists, so it is not thread-safe.
/// </summary>
internal sealed class WindowRenderer(IAudioStore store, RenderingTurns turns, Timeline timeline)
{
    /// <summary>
    /// 256 Ki frames, 512 KiB of output. At each edge of a window a file is opened again and a block is read and verified twice.
    /// Measured CPU of an assembly, relative to cat, with windows of 64, 128, 256 and 512 Ki frames: 2.4, 2.3, 2.1 and 2.6.
    /// </summary>
    public const int MaxFrames = 256 * 1024;

    /// <summary>The limit for rented source bytes, so that hundreds of concurrent tracks need no more memory than a few.</summary>
    private const int MaxRentedBytes = 2 * 1024 * 1024;

    /// <summary>The limit of one turn for the frames of all its voices: a few milliseconds, if the frames are resampled.</summary>
    private const int MaxFramesPerTurn = 1024 * 1024;

    /// <summary>A store that hides no latency reads local files, on the thread that asks.</summary>
    private readonly bool _readsLocally = store.WindowsAhead == 0;

    private readonly WindowPlan _plan = new();
    private readonly VerifiedReads _reads = new(store);
    private readonly List<VoiceSource> _sources = [];
    private IDisposable? _turn;
    private long _turnFrames;

    /// <param name="window">A range inside the timeline; at most <see cref="MaxFrames"/>.</param>
    /// <param name="output">Two bytes for each frame of the window, 16-bit little-endian; every byte is written.</param>
    /// <param name="cancellationToken">Cancels the reads.</param>
    /// <exception cref="RecordingDamagedException">A chunk of this window is missing or altered.</exception>
    public async ValueTask RenderAsync(FrameRange window, Memory<byte> output, CancellationToken cancellationToken)
    {
        int[]? sum = null;
        await BeginTurnAsync(cancellationToken);
        try
        {
            _plan.Plan(timeline, window);
            sum = _plan.Segments.Any(IsSummed) ? ArrayPool<int>.Shared.Rent((int)window.Length) : null;
            ClearSilence(window, output.Span, sum);
            await AddVoicesAsync(window, output, sum, cancellationToken);
            Saturate(window, output.Span, sum);
        }
        finally
        {
            EndTurn();
            _sources.Clear();
            _reads.Clear();
            if (sum is not null)
                ArrayPool<int>.Shared.Return(sum);
        }
    }

    private async ValueTask BeginTurnAsync(CancellationToken cancellationToken)
    {
        _turn = await turns.TakeAsync(cancellationToken);
        _turnFrames = 0;
    }

    private void EndTurn()
    {
        _turn?.Dispose();
        _turn = null;
    }

    private void ClearSilence(FrameRange window, Span<byte> output, int[]? sum)
    {
        var at = window.Start;
        foreach (var segment in _plan.Segments)
        {
            Bytes(output, window, new FrameRange(at, segment.Frames.Start)).Clear();
            if (IsSummed(segment))
                Sums(sum, window, segment.Frames).Clear();
            at = segment.Frames.End;
        }

        Bytes(output, window, new FrameRange(at, window.End)).Clear();
    }

    private async ValueTask AddVoicesAsync(FrameRange window, Memory<byte> output, int[]? sum, CancellationToken cancellationToken)
    {
        foreach (var segment in _plan.Segments)
        {
            for (var i = 0; i < segment.Voices; i++)
            {
                var voice = _plan.Voices[segment.FirstVoice + i];
                var at = (int)(voice.Frames.Start - window.Start);
                var place = output.Slice(at * sizeof(short), (int)voice.Frames.Length * sizeof(short));
                _sources.Add(VoiceSource.Add(_reads, voice, timeline.Rate, place, MixOf(segment, i)));
                _turnFrames += voice.Frames.Length;
                if (_reads.RentedBytes < MaxRentedBytes && _turnFrames < MaxFramesPerTurn)
                    continue;

                await FlushAsync(window, sum, cancellationToken);
                EndTurn();
                await BeginTurnAsync(cancellationToken);
            }
        }

        await FlushAsync(window, sum, cancellationToken);
    }

    private async ValueTask FlushAsync(FrameRange window, int[]? sum, CancellationToken cancellationToken)
    {
        await FetchAsync(cancellationToken);
        _reads.Verify();
        foreach (var source in _sources)
            source.Render(Sums(sum, window, source.Frames));
        _sources.Clear();
        _reads.Clear();
    }

    private async ValueTask FetchAsync(CancellationToken cancellationToken)
    {
        if (_readsLocally)
        {
            await _reads.FetchAsync(cancellationToken);
            return;
        }

        EndTurn();
        await _reads.FetchAsync(cancellationToken);
        await BeginTurnAsync(cancellationToken);
    }

    private void Saturate(FrameRange window, Span<byte> output, int[]? sum)
    {
        foreach (var segment in _plan.Segments)
        {
            if (IsSummed(segment))
                Mixer.Saturate(Sums(sum, window, segment.Frames), MemoryMarshal.Cast<byte, short>(Bytes(output, window, segment.Frames)));
        }
    }

    /// <summary>Two voices need no sums: adding the second to the first in the output, saturated, gives the same result.</summary>
    private static bool IsSummed(MixSegment segment) => segment.Voices > 2;

    private static VoiceMix MixOf(MixSegment segment, int voice) =>
        IsSummed(segment) ? VoiceMix.Summed : voice == 0 ? VoiceMix.Alone : VoiceMix.Second;

    private static Span<int> Sums(int[]? sum, FrameRange window, FrameRange frames) =>
        sum is null ? [] : sum.AsSpan((int)(frames.Start - window.Start), (int)frames.Length);

    private static Span<byte> Bytes(Span<byte> output, FrameRange window, FrameRange frames) =>
        output.Slice((int)(frames.Start - window.Start) * sizeof(short), (int)frames.Length * sizeof(short));
}
