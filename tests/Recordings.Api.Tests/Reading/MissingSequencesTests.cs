using System.Globalization;
using Recordings.Api.Reading;
using Recordings.Domain;
using Recordings.Domain.Chats;
using Recordings.Domain.Samples;
using Recordings.Domain.Timelines;

namespace Recordings.Api.Tests.Reading;

/// <summary>The missing sequences of each track, up to a limit for the size of an answer.</summary>
[TestFixture]
public sealed class MissingSequencesTests
{
    [Test]
    public void List_HugeGapsOnManyTracks_IsLimitedByTrackAndByCall()
    {
        const int Tracks = (MissingSequences.MaxOfCall / MissingSequences.MaxOfTrack) + 5;
        var timeline = Timeline.Create([.. Enumerable.Range(0, Tracks).SelectMany(track => new[] { ChunkOf(track, 0), ChunkOf(track, int.MaxValue) })]);

        var gaps = MissingSequences.List(timeline.Outline.Tracks);

        Assert.That(gaps.Keys, Has.Count.EqualTo(Tracks));
        Assert.That(gaps.Values.Max(missing => missing.Count), Is.EqualTo(MissingSequences.MaxOfTrack));
        Assert.That(gaps.Values.Sum(missing => missing.Count), Is.EqualTo(MissingSequences.MaxOfCall));
    }

    [Test]
    public void List_TracksWithoutGaps_IsEmpty() =>
        Assert.That(MissingSequences.List(Timeline.Create([ChunkOf(1, 4), ChunkOf(1, 5)]).Outline.Tracks), Is.Empty);

    private static Chunk ChunkOf(int track, int sequence) => new()
    {
        Track = TrackName.From(track.ToString("'track-'000", CultureInfo.InvariantCulture)),
        Sequence = sequence,
        Start = new MediaTime(sequence),
        ContentType = "audio/L16;rate=8000;channels=1",
        Format = new AudioFormat(SampleEncoding.Pcm16BigEndian, SampleRate.FromHertz(8000), 1),
        Frames = 160,
        Checksum = new Sha256(new byte[32]),
        Payload = new ChunkPayload($"objects/{track}/{sequence}", 0, new uint[] { 1 }),
    };
}
