using FsCheck;
using FsCheck.Fluent;
using Recordings.Domain.Timelines;

namespace Recordings.Domain.Tests.Timelines;

public sealed class TimelinePropertyTests
{
    [FsCheck.NUnit.Property(MaxTest = 150)]
    public Property Render_AnyCall_EqualsTheRules() =>
        Prop.ForAll(SpokenCall.Any, call =>
        {
            var timeline = Timeline.Create(call.Chunks);
            return timeline.Render(call, new FrameRange(0, timeline.Frames)).SequenceEqual(TimelineRules.Render(call));
        });

    [FsCheck.NUnit.Property(MaxTest = 300)]
    public Property Render_InAnyPartition_GivesTheSameFrames() =>
        Prop.ForAll(SpokenCall.Any, Gen.Choose(0, 100_000).ArrayOf(4).ToArbitrary(), (call, cuts) =>
        {
            var timeline = Timeline.Create(call.Chunks);
            long[] bounds = [0, .. cuts.Select(cut => cut * timeline.Frames / 100_000).Order(), timeline.Frames];
            var parts = bounds.Zip(bounds.Skip(1), (from, to) => timeline.Render(call, new FrameRange(from, to))).SelectMany(part => part);
            return timeline.Render(call, new FrameRange(0, timeline.Frames)).SequenceEqual(parts);
        });

    [FsCheck.NUnit.Property(MaxTest = 100)]
    public Property Render_ChunksInReverseOrder_GivesTheSameFrames() =>
        Prop.ForAll(SpokenCall.Any, call =>
        {
            var all = new FrameRange(0, Timeline.Create(call.Chunks).Frames);
            var reversed = Timeline.Create([.. call.Chunks.Reverse()]);
            return Timeline.Create(call.Chunks).Render(call, all).SequenceEqual(reversed.Render(call, all));
        });

    [FsCheck.NUnit.Property(MaxTest = 300)]
    public Property LongestSilence_AnyCall_EqualsTheRules() =>
        Prop.ForAll(SpokenCall.Any, call => Timeline.Create(call.Chunks).LongestSilence == TimelineRules.LongestSilence(call));

    [FsCheck.NUnit.Property(MaxTest = 300)]
    public Property Spans_AnyTrack_AreSortedDisjointAndMerged() =>
        Prop.ForAll(SpokenCall.Any, call => Timeline.Create(call.Chunks).Tracks.All(track =>
            track.Spans.All(span => !span.Frames.IsEmpty && span.Run.Start <= span.Frames.Start && span.Frames.End <= span.Run.End)
            && track.Spans.Zip(track.Spans.Skip(1)).All(pair =>
                pair.First.Frames.End <= pair.Second.Frames.Start
                && (pair.First.Frames.End < pair.Second.Frames.Start || pair.First.Run != pair.Second.Run))));

    [FsCheck.NUnit.Property(MaxTest = 300)]
    public Property CollectSpans_AnyRange_GivesItsSpansClipped() =>
        Prop.ForAll(SpokenCall.Any, call =>
        {
            var timeline = Timeline.Create(call.Chunks);
            var spans = timeline.Tracks.SelectMany(track => track.Spans).ToArray();
            return Ranges([.. spans.Select(span => span.Frames.End)]).All(range =>
            {
                var collected = new List<VoiceSpan>();
                timeline.CollectSpans(range, collected);
                var clipped = spans.Select(span => span with { Frames = span.Frames.Intersect(range) });
                return collected.SequenceEqual(clipped.Where(span => !span.Frames.IsEmpty));
            });
        });

    [FsCheck.NUnit.Property(MaxTest = 300)]
    public Property PartsOver_AnyFrames_GivesThePartsThatHoldThem() =>
        Prop.ForAll(SpokenCall.Any, call => Timeline.Create(call.Chunks).Tracks.SelectMany(track => track.Spans).All(span =>
            Ranges([.. span.Run.Parts.Select(part => part.FirstFrame), span.Run.Frames]).All(range =>
                span.Run.PartsOver(range.Start, range.Length).ToArray().SequenceEqual(
                    span.Run.Parts.Where(part => !range.Intersect(FramesOf(part)).IsEmpty)))));

    private static FrameRange FramesOf(RunPart part) => new(part.FirstFrame, part.FirstFrame + part.Chunk.Frames);

    /// <summary>Every range whose start and end are one frame before, at or one frame after a bound.</summary>
    private static IEnumerable<FrameRange> Ranges(long[] bounds)
    {
        long[] near = [.. bounds.SelectMany(bound => new[] { bound - 1, bound, bound + 1 }).Where(bound => bound >= 0).Distinct().Order()];
        return near.SelectMany((start, i) => near.Skip(i).Select(end => new FrameRange(start, end)));
    }
}
