using FsCheck;
using FsCheck.Fluent;
using Recordings.Domain.Timelines;

namespace Recordings.Domain.Tests.Timelines;

[TestFixture]
public sealed class ChunkMediaTypeTests
{
    [TestCase("audio/wav")]
    [TestCase("audio/x-wav")]
    [TestCase("audio/wave")]
    [TestCase("audio/vnd.wave")]
    [TestCase("AUDIO/X-WAV")]
    [TestCase("  audio/wav\t")]
    [TestCase("audio/wav;")]
    [TestCase("audio/wav ; codecs=1")]
    [TestCase("audio/wav;codecs")]
    [TestCase("audio/wav;codecs=")]
    [TestCase("audio/wav;=1")]
    [TestCase("audio/wav;codecs=\"1")]
    [TestCase("audio/wav;codecs=\"1\\")]
    [TestCase("audio/wav;codecs=\"1\"2")]
    [TestCase("audio/wav;codecs=\"\0\"")]
    [TestCase("audio/vnd.wave; codecs=\"1, \\\"2\\\"\"; rate=many")]
    public void TryParse_AnySpellingOfWav_GivesWavWithoutRateAndChannels(string header)
    {
        var type = Parsed(header);

        Assert.That((type.Kind, type.Rate, type.Channels, type.Canonical), Is.EqualTo((ChunkMediaKind.Wav, (int?)null, (int?)null, "audio/wav")));
    }

    [TestCase("audio/L16;rate=16000", 16000, 1)]
    [TestCase("audio/l16; RATE=16000; Channels=2", 16000, 2)]
    [TestCase("audio/L16;channels=2;rate=48000", 48000, 2)]
    [TestCase("audio/L16;rate=\"8000\"", 8000, 1)]
    [TestCase("audio/L16;rate=\"\\8000\"", 8000, 1)]
    [TestCase("audio/L16;;; \t rate=008000 ;", 8000, 1)]
    [TestCase("audio/L16;rate=8000;channel-order=\"a;rate=1\"", 8000, 1)]
    public void TryParse_L16_ReadsRateAndChannels(string header, int rate, int channels)
    {
        var type = Parsed(header);

        Assert.That((type.Kind, type.Rate, type.Channels), Is.EqualTo((ChunkMediaKind.L16, (int?)rate, (int?)channels)));
    }

    [TestCase("audio/PCMU", ChunkMediaKind.Pcmu, "audio/PCMU")]
    [TestCase("audio/pcma", ChunkMediaKind.Pcma, "audio/PCMA")]
    [TestCase("audio/PCMU;rate=8000", ChunkMediaKind.Pcmu, "audio/PCMU")]
    [TestCase("audio/PCMA; channels=1; rate=8000", ChunkMediaKind.Pcma, "audio/PCMA")]
    public void TryParse_TelephonyG711_IsEightKilohertzMono(string header, ChunkMediaKind kind, string canonical)
    {
        var type = Parsed(header);

        Assert.That((type.Kind, type.Rate, type.Channels, type.Canonical), Is.EqualTo((kind, (int?)8000, (int?)1, canonical)));
    }

    [TestCase("audio/L16;rate=96000;channels=6", 96000, 6)]
    [TestCase("audio/L16;rate=0;channels=0", 0, 0)]
    [TestCase("audio/PCMU;rate=16000", 16000, 1)]
    [TestCase("audio/PCMA;channels=2", 8000, 2)]
    [TestCase("audio/L16;rate=99999999999999999999999999999999999999999999999999999999999999", int.MaxValue, 1)]
    public void TryParse_UnsupportedRateOrChannels_AreKept(string header, int rate, int channels)
    {
        var type = Parsed(header);

        Assert.That((type.Rate, type.Channels), Is.EqualTo(((int?)rate, (int?)channels)));
    }

    [TestCase(null)]
    [TestCase("")]
    [TestCase(" ")]
    [TestCase("audio")]
    [TestCase("audio/")]
    [TestCase("/wav")]
    [TestCase("audio /wav")]
    [TestCase("audio/wav, audio/wav")]
    [TestCase("audio/wav audio")]
    [TestCase("audio/wav=1;codecs=1")]
    [TestCase("audio/mpeg")]
    [TestCase("application/octet-stream")]
    [TestCase("text/wav")]
    [TestCase("audio/wav2")]
    [TestCase("audio/L16")]
    [TestCase("audio/L16;channels=1")]
    [TestCase("audio/L16;rate=fast")]
    [TestCase("audio/L16;rate=-8000")]
    [TestCase("audio/L16;rate=+8000")]
    [TestCase("audio/L16;rate=8000.0")]
    [TestCase("audio/L16;rate=8e3")]
    [TestCase("audio/L16;rate=\"\"")]
    [TestCase("audio/L16;rate=\" 8000\"")]
    [TestCase("audio/L16;rate=٨٠٠٠")]
    [TestCase("audio/L16;rate=8000;channels=mono")]
    [TestCase("audio/L16;rate=8000;rate=16000")]
    [TestCase("audio/L16;rate=8000;codecs")]
    [TestCase("audio/L16;rate=8000;=1")]
    [TestCase("audio/PCMU;codecs=\"1")]
    [TestCase("audio/L16;rate=8000 channels=1")]
    [TestCase("audio/PCMU;rate=fast")]
    [TestCase("audio/L24;rate=8000")]
    public void TryParse_AbsentMalformedOrOtherType_IsFalse(string? header)
    {
        Assert.That(ChunkMediaType.TryParse(header, out _), Is.False);
    }

    [Test]
    public void Canonical_L16_NamesRateAndChannels()
    {
        Assert.That(Parsed("audio/l16; channels=2; rate=\"44100\"").Canonical, Is.EqualTo("audio/L16;rate=44100;channels=2"));
    }

    [TestCase("audio/L16;rate=16000", "audio/l16; channels=1; rate=16000", true)]
    [TestCase("audio/x-wav; codecs=1", "audio/wav", true)]
    [TestCase("audio/L16;rate=16000", "audio/L16;rate=8000", false)]
    [TestCase("audio/PCMU", "audio/PCMA", false)]
    [TestCase("audio/PCMU", "audio/PCMU;rate=16000", false)]
    public void Equality_TwoSpellings_DependsOnTheirMeaning(string first, string second, bool same)
    {
        Assert.That((Parsed(first) == Parsed(second), Parsed(first).Canonical == Parsed(second).Canonical), Is.EqualTo((same, same)));
    }

    [FsCheck.NUnit.Property]
    public Property Canonical_ParsedType_ParsesToTheSameType() => Prop.ForAll(
        Gen.Elements("audio/wav", "audio/L16", "audio/PCMU", "audio/PCMA").ToArbitrary(),
        ArbMap.Default.ArbFor<NonNegativeInt>(),
        ArbMap.Default.ArbFor<NonNegativeInt>(),
        (essence, rate, channels) =>
        {
            var type = Parsed($"{essence};rate={rate.Get};channels={channels.Get}");
            return Parsed(type.Canonical) == type;
        });

    [FsCheck.NUnit.Property(MaxTest = 1000)]
    public Property TryParse_ArbitraryParameters_NeverThrows() => Prop.ForAll(
        Gen.Elements(";", "=", "\"", "\\", " ", "\t", "rate", "channels", "1", "9999999999", "é", "\0", ",").ArrayOf().ToArbitrary(),
        pieces =>
        {
            var accepted = ChunkMediaType.TryParse("audio/L16" + string.Concat(pieces), out var type);
            return accepted == (type is not null);
        });

    private static ChunkMediaType Parsed(string header) =>
        ChunkMediaType.TryParse(header, out var type) ? type : throw new AssertionException($"'{header}' was not parsed.");
}
