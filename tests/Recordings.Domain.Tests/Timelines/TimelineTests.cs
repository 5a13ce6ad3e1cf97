using Recordings.Domain.Chats;
using Recordings.Domain.Timelines;

namespace Recordings.Domain.Tests.Timelines;

public sealed class TimelineTests
{
    [Test]
    public void Create_NoChunks_Throws() => Assert.That(() => Timeline.Create([]), Throws.ArgumentException);

    [Test]
    public void Create_SameSequenceTwiceOnATrack_Throws() =>
        Assert.That(() => Timeline.Create([Chunks.Of("a", 1, 0, 8), Chunks.Of("a", 1, 9, 8)]), Throws.ArgumentException);

    [Test]
    public void Create_MoreTracksThanTheMaximum_Throws() =>
        Assert.That(() => Timeline.Create([.. OnePerTrack(Timeline.MaxTracks + 1)]), Throws.ArgumentException);

    [Test]
    public void Create_AsManyTracksAsTheMaximum_KeepsAll() =>
        Assert.That(Timeline.Create([.. OnePerTrack(Timeline.MaxTracks)]).Tracks, Has.Count.EqualTo(Timeline.MaxTracks));

    [TestCase(long.MaxValue)]
    [TestCase(long.MaxValue / 8000)]
    public void Create_ChunkThatEndsPastTheGreatestFrame_Overflows(long frames) =>
        Assert.That(
            () => Timeline.Create([Chunks.Of("a", 0, 1000, frames), Chunks.Of("b", 0, 0, 1, 48000)]),
            Throws.TypeOf<OverflowException>());

    [Test]
    public void Rate_OfMixedChunks_IsTheHighest() =>
        Assert.That(
            Timeline.Create([Chunks.Of("a", 0, 0, 8, 16000), Chunks.Of("b", 0, 0, 8, 44100), Chunks.Of("c", 0, 0, 8)]).Rate.Hertz,
            Is.EqualTo(44100));

    [Test]
    public void Frames_OfACall_EndWithTheLastChunk() =>
        Assert.That(Timeline.Create([Chunks.Of("a", 0, 1000, 80), Chunks.Of("b", 0, 900, 8000)]).Frames, Is.EqualTo(7200 + 8000));

    [Test]
    public void Tracks_OfACall_AreInOrderOfTheirNames() =>
        Assert.That(
            Timeline.Create([Chunks.Of("b", 0, 0, 8), Chunks.Of("a", 0, 0, 8), Chunks.Of("B", 0, 0, 8)])
                .Tracks.Select(track => track.Track.Value),
            Is.EqualTo(new[] { "B", "a", "b" }));

    [Test]
    public void SoundingFrames_WithOverlap_CountEachFrameOnce() =>
        Assert.That(Timeline.Create([Chunks.Of("a", 0, 0, 800), Chunks.Of("a", 1, 50, 800)]).Outline.Tracks[0].SoundingFrames, Is.EqualTo(1200));

    [Test]
    public void LongestSilence_BeforeTheFirstSound_Counts() =>
        Assert.That(Timeline.Create([Chunks.Of("a", 0, 1000, 8), Chunks.Of("a", 1, 1500, 8)]).LongestSilence, Is.EqualTo(8000));

    [Test]
    public void LongestSilence_WhileAnotherTrackSounds_IsZero() =>
        Assert.That(
            Timeline.Create([Chunks.Of("a", 0, 0, 8), Chunks.Of("a", 1, 1500, 8), Chunks.Of("b", 0, 0, 20000)]).LongestSilence,
            Is.Zero);

    [Test]
    public void CollectSpans_Range_AddsClippedSpansAfterThePresentOnes()
    {
        var timeline = Timeline.Create([Chunks.Of("a", 0, 0, 800), Chunks.Of("a", 1, 200, 800), Chunks.Of("b", 0, 100, 800)]);
        List<VoiceSpan> spans = [.. timeline.Tracks[1].Spans];

        timeline.CollectSpans(new FrameRange(700, 1700), spans);

        Assert.That(
            spans.Select(span => (span.Frames.Start, span.Frames.End)),
            Is.EqualTo(new[] { (800L, 1600L), (700L, 800L), (1600L, 1700L), (800L, 1600L) }));
    }

    [Test]
    public void CollectSpans_EmptyRange_AddsNone()
    {
        List<VoiceSpan> spans = [];

        Timeline.Create([Chunks.Of("a", 0, 0, 800)]).CollectSpans(new FrameRange(400, 400), spans);

        Assert.That(spans, Is.Empty);
    }

    private static IEnumerable<Chunk> OnePerTrack(int tracks)
    {
        var chunk = Chunks.Of("a", 0, 0, 1);
        return Enumerable.Range(0, tracks).Select(i => chunk with { Track = TrackName.From($"t{i}") });
    }
}
