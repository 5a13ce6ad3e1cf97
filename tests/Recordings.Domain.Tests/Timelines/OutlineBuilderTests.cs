using FsCheck;
using FsCheck.Fluent;
using Recordings.Domain.Chats;
using Recordings.Domain.Timelines;

namespace Recordings.Domain.Tests.Timelines;

public sealed class OutlineBuilderTests
{
    [Test]
    public void Build_NoChunks_IsNull()
    {
        using var builder = new OutlineBuilder(0);

        Assert.That(builder.Build(), Is.Null);
    }

    [FsCheck.NUnit.Property(MaxTest = 300)]
    public Property Build_AnyCall_EqualsTheOutlineOfItsTimeline() =>
        Prop.ForAll(SpokenCall.Any, Gen.Choose(0, 50).ToArbitrary(), (call, expected) =>
            Text(Build(call.Chunks, expected)) == Text(Timeline.Create(call.Chunks).Outline));

    [Test]
    public void Build_TwoChunksWithOneSequence_Throws() =>
        Assert.That(() => Build([Chunks.Of("a", 1, 0, 8), Chunks.Of("a", 1, 9, 8)], 2), Throws.ArgumentException);

    [Test]
    public void Add_TrackOutOfOrder_Throws()
    {
        using var builder = new OutlineBuilder(2);
        Add(builder, Chunks.Of("b", 0, 0, 8));

        Assert.That(() => Add(builder, Chunks.Of("a", 0, 0, 8)), Throws.ArgumentException);
    }

    [Test]
    public void LastTrack_AfterAChunk_IsItsTrack()
    {
        using var builder = new OutlineBuilder(1);
        Add(builder, Chunks.Of("b", 0, 0, 8));

        Assert.That(builder.LastTrack, Is.EqualTo(TrackName.From("b")));
    }

    private static TimelineOutline Build(IEnumerable<Chunk> chunks, int expected)
    {
        using var builder = new OutlineBuilder(expected);
        foreach (var chunk in chunks.OrderBy(chunk => chunk.Track).ThenBy(chunk => chunk.Sequence))
            Add(builder, chunk);
        return builder.Build()!;
    }

    private static void Add(OutlineBuilder builder, Chunk chunk) =>
        builder.Add(chunk.Track, new ChunkTiming(chunk.Start, chunk.Frames, chunk.Sequence, chunk.Format.Rate));

    private static string Text(TimelineOutline outline) =>
        $"{outline.Rate} {outline.Frames} {outline.Chunks}: " + string.Join(
            "; ", outline.Tracks.Select(track => $"{track with { Gaps = [] }} {string.Join(',', track.Gaps)}"));
}
