using FsCheck;
using FsCheck.Fluent;
using Recordings.Domain.Tests.Timelines;
using Recordings.Domain.Timelines;
using Recordings.Infrastructure.Rendering;

namespace Recordings.Infrastructure.Tests.Rendering;

[TestFixture]
public sealed class WindowPlanTests
{
    /// <summary>One for all windows, as a stream keeps it.</summary>
    private readonly WindowPlan _plan = new();

    [FsCheck.NUnit.Property(MaxTest = 300)]
    public Property Lay_AnyWindow_HasEachVoiceOnceWhereItSounds() => Prop.ForAll(
        SpokenCall.Any, ArbMap.Default.ArbFor<int>(), (call, seed) =>
        {
            var timeline = Timeline.Create(call.Chunks);
            var window = Window(timeline, new Random(seed));
            _plan.Plan(timeline, window);

            return Voices(window).SequenceEqual(Heard(timeline, window));
        });

    [FsCheck.NUnit.Property(MaxTest = 300)]
    public Property Lay_AnyWindow_HasPassagesInOrderEachOfItsKind() => Prop.ForAll(
        SpokenCall.Any, ArbMap.Default.ArbFor<int>(), (call, seed) =>
        {
            var timeline = Timeline.Create(call.Chunks);
            var window = Window(timeline, new Random(seed));
            _plan.Plan(timeline, window);

            var at = window.Start;
            foreach (var passage in _plan.Segments)
            {
                if (passage.Frames.Start < at || passage.Frames.IsEmpty || passage.Frames.End > window.End || !IsOfItsKind(passage))
                    return false;
                at = passage.Frames.End;
            }

            return true;
        });

    private bool IsOfItsKind(MixSegment passage)
    {
        var voices = _plan.Voices.Skip(passage.FirstVoice).Take(passage.Voices).ToArray();
        return passage.Voices == 1
            ? voices[0].Frames == passage.Frames
            : passage.Voices > 1 && Array.TrueForAll(voices, voice => !voice.Frames.IsEmpty && voice.Frames.Intersect(passage.Frames) == voice.Frames);
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
