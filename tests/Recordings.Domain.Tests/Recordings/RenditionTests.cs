using Recordings.Domain.Chats;
using Recordings.Domain.Recordings;

namespace Recordings.Domain.Tests.Recordings;

public sealed class RenditionTests
{
    [Test]
    public void Mix_Channels_AreOne() => Assert.That(Rendition.Mix.Channels, Is.EqualTo(1));

    [Test]
    public void Mix_Format_IsTheOneThatStoredFingerprintsContain() =>
        Assert.That(Rendition.Mix.Format, Is.EqualTo("audio/wav;encoding=s16le;channels=1"));

    [Test]
    public void Mix_FileName_NamesTheChat() => Assert.That(Rendition.Mix.FileName(new ChatId(17)), Is.EqualTo("recording-17.wav"));

    [Test]
    public void Mix_Fingerprint_IsTheRecordings()
    {
        var recording = new Sha256([.. Enumerable.Range(1, Sha256.Length).Select(number => (byte)number)]);

        Assert.That(Fingerprint.Compute(recording, Rendition.Mix), Is.EqualTo(recording));
    }
}
