using FsCheck;
using FsCheck.Fluent;
using Recordings.Domain.Audio;

namespace Recordings.Domain.Tests.Audio;

public sealed class TimelinePropertyTests
{
    [FsCheck.NUnit.Property(MaxTest = 150)]
    public Property Recording_OfAnyCall_IsWhatTheRulesSay() =>
        Prop.ForAll(SpokenCall.Any, call =>
        {
            var timeline = Timeline.Of(call.Chunks);
            return timeline.Render(call, new FrameRange(0, timeline.Frames)).SequenceEqual(TimelineRules.Render(call));
        });

    [FsCheck.NUnit.Property(MaxTest = 300)]
    public Property Recording_InAnyPartition_IsTheSame() =>
        Prop.ForAll(SpokenCall.Any, Gen.Choose(0, 100_000).ArrayOf(4).ToArbitrary(), (call, cuts) =>
        {
            var timeline = Timeline.Of(call.Chunks);
            long[] bounds = [0, .. cuts.Select(cut => cut * timeline.Frames / 100_000).Order(), timeline.Frames];
            var parts = bounds.Zip(bounds.Skip(1), (from, to) => timeline.Render(call, new FrameRange(from, to))).SelectMany(part => part);
            return timeline.Render(call, new FrameRange(0, timeline.Frames)).SequenceEqual(parts);
        });

    [FsCheck.NUnit.Property(MaxTest = 100)]
    public Property Recording_OfChunksInAnotherOrder_IsTheSame() =>
        Prop.ForAll(SpokenCall.Any, call =>
        {
            var all = new FrameRange(0, Timeline.Of(call.Chunks).Frames);
            return Timeline.Of(call.Chunks).Render(call, all).SequenceEqual(Timeline.Of([.. call.Chunks.Reverse()]).Render(call, all));
        });

    [FsCheck.NUnit.Property(MaxTest = 300)]
    public Property LongestSilence_OfAnyCall_IsWhatTheRulesSay() =>
        Prop.ForAll(SpokenCall.Any, call => Timeline.Of(call.Chunks).LongestSilence == TimelineRules.LongestSilence(call));

    [FsCheck.NUnit.Property(MaxTest = 300)]
    public Property Spans_OfAnyTrack_AreInOrderDisjointWithinTheirRunAndMerged() =>
        Prop.ForAll(SpokenCall.Any, call => Timeline.Of(call.Chunks).Tracks.All(track =>
            track.Spans.All(span => !span.Frames.IsEmpty && span.Run.Start <= span.Frames.Start && span.Frames.End <= span.Run.End)
            && track.Spans.Zip(track.Spans.Skip(1)).All(pair =>
                pair.First.Frames.End <= pair.Second.Frames.Start
                && (pair.First.Frames.End < pair.Second.Frames.Start || pair.First.Run != pair.Second.Run))));

    [FsCheck.NUnit.Property(MaxTest = 300)]
    public Property PartsOver_OfAnyFrames_AreThoseThatMeetThem() =>
        Prop.ForAll(SpokenCall.Any, Gen.Choose(-200, 2000).Two().ToArbitrary(), (call, frames) =>
        {
            var (first, count) = (frames.Item1, Math.Max(0, frames.Item2));
            return Timeline.Of(call.Chunks).Tracks.SelectMany(track => track.Spans).All(span =>
                span.Run.PartsOver(first, count).ToArray().SequenceEqual(
                    span.Run.Parts.Where(part => part.FirstFrame < first + count && part.FirstFrame + part.Chunk.Frames > first && count > 0)));
        });
}
