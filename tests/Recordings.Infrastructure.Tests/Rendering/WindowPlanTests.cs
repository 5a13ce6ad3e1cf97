using FsCheck;
using FsCheck.Fluent;
using Recordings.Domain.Tests.Timelines;
using Recordings.Domain.Timelines;
using Recordings.Infrastructure.Rendering;

namespace Recordings.Infrastructure.Tests.Rendering;

[TestFixture]
public sealed class WindowPlanTests
{
    /// <summary>One plan for all windows: a stream reuses its plan too.</summary>
    private readonly WindowPlan _plan = new();

    [FsCheck.NUnit.Property(MaxTest = 300)]
    public Property Plan_AnyWindow_HasEachVoiceOnce() => Prop.ForAll(
        SpokenCall.Any, ArbMap.Default.ArbFor<int>(), (call, seed) =>
        {
            var timeline = Timeline.Create(call.Chunks);
            var window = Window(timeline, new Random(seed));
            _plan.Plan(timeline, window);

            return Voices(window).SequenceEqual(Heard(timeline, window));
        });

    [FsCheck.NUnit.Property(MaxTest = 300)]
    public Property Plan_AnyWindow_HasValidSegmentsInOrder() => Prop.ForAll(
        SpokenCall.Any, ArbMap.Default.ArbFor<int>(), (call, seed) =>
        {
            var timeline = Timeline.Create(call.Chunks);
            var window = Window(timeline, new Random(seed));
            _plan.Plan(timeline, window);

            var at = window.Start;
            foreach (var segment in _plan.Segments)
            {
                if (segment.Frames.Start < at || segment.Frames.IsEmpty || segment.Frames.End > window.End || !IsValid(segment))
                    return false;
                at = segment.Frames.End;
            }

            return true;
        });

    private bool IsValid(MixSegment segment)
    {
        var voices = _plan.Voices.Skip(segment.FirstVoice).Take(segment.Voices).ToArray();
        return segment.Voices == 1
            ? voices[0].Frames == segment.Frames
            : segment.Voices > 1 && Array.TrueForAll(
                voices, voice => !voice.Frames.IsEmpty && voice.Frames.Intersect(segment.Frames) == voice.Frames);
    }

    private static FrameRange Window(Timeline timeline, Random random)
    {
        var start = random.NextInt64(timeline.Frames);
        return new FrameRange(start, start + 1 + random.NextInt64(timeline.Frames - start));
    }

    private (long Frame, Run Run)[] Voices(FrameRange window) => Sorted(window, _plan.Voices);

    private static (long Frame, Run Run)[] Heard(Timeline timeline, FrameRange window) =>
        Sorted(window, timeline.Tracks.SelectMany(track => track.Spans));

    private static (long Frame, Run Run)[] Sorted(FrameRange window, IEnumerable<VoiceSpan> spans) =>
    [
        .. spans.Select(span => span with { Frames = span.Frames.Intersect(window) })
            .SelectMany(span => Enumerable.Range(0, (int)span.Frames.Length).Select(i => (span.Frames.Start + i, span.Run)))
            .OrderBy(voice => voice.Item1).ThenBy(voice => voice.Run.Parts[0].Chunk.Track).ThenBy(voice => voice.Run.Start),
    ];
}
