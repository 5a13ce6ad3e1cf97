using Recordings.Domain.Chats;
using Recordings.Domain.Recordings;
using Recordings.Domain.Samples;
using Recordings.Domain.Tests.Timelines;
using Recordings.Domain.Timelines;

namespace Recordings.Domain.Tests.Recordings;

public sealed class FingerprintTests
{
    private static readonly Chunk A = Chunks.Of("a", 1, 10, 800);
    private static readonly Chunk B = Chunks.Of("b", 0, 20.5m, 80);

    private static IEnumerable<Chunk> Changed =>
    [
        A with { Track = TrackName.From("aa") },
        A with { Sequence = 2 },
        A with { Start = new MediaTime(10_000_001) },
        A with { ContentType = "audio/PCMU" },
        A with { Format = new AudioFormat(SampleEncoding.Pcm16, SampleRate.FromHertz(16000), 1) },
        A with { Format = new AudioFormat(SampleEncoding.Pcm16, SampleRate.FromHertz(8000), 2) },
        A with { Checksum = default },
    ];

    [Test]
    public void Compute_KnownChunks_GivesTheStoredFingerprint() =>
        Assert.That(
            Fingerprint.Compute([A, B]).ToString(),
            Is.EqualTo("77c3f1ff12acfdd4f69da8ef5730bbe89379b39736e45c50783f88b8beca3cf5"),
            "Another value makes every cached file useless. Change the rules' version only on purpose.");

    [Test]
    public void Compute_OtherOrder_GivesTheSame() => Assert.That(Fingerprint.Compute([B, A]), Is.EqualTo(Fingerprint.Compute([A, B])));

    [TestCaseSource(nameof(Changed))]
    public void Compute_ChangedField_GivesAnother(Chunk changed) =>
        Assert.That(Fingerprint.Compute([changed, B]), Is.Not.EqualTo(Fingerprint.Compute([A, B])));

    [Test]
    public void Compute_OneMoreChunk_GivesAnother() => Assert.That(Fingerprint.Compute([A]), Is.Not.EqualTo(Fingerprint.Compute([A, B])));

    [Test]
    public void Compute_OtherPayloadLocation_GivesTheSame() =>
        Assert.That(Fingerprint.Compute([A with { Payload = B.Payload }]), Is.EqualTo(Fingerprint.Compute([A])));
}
