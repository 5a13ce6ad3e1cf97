using Recordings.Domain.Samples;
using Recordings.Domain.Timelines;

namespace Recordings.Domain.Tests.Timelines;

public sealed class MediaTimeTests
{
    [Test]
    public void Constructor_Negative_Throws() =>
        Assert.That(() => new MediaTime(-1), Throws.InstanceOf<ArgumentOutOfRangeException>());

    [TestCase("0", 0)]
    [TestCase("0.0", 0)]
    [TestCase("1", 1_000_000)]
    [TestCase("1.5", 1_500_000)]
    [TestCase("0.000001", 1)]
    [TestCase("0.0000019", 1)]
    [TestCase("0.0000009", 0)]
    [TestCase("007", 7_000_000)]
    [TestCase("12.0000000000000000000000000000001", 12_000_000)]
    [TestCase("999999999999.999999", 999_999_999_999_999_999)]
    [TestCase("0000000000000000001", 1_000_000)]
    public void TryParse_Digits_IsWholeNanoseconds(string text, long nanoseconds) =>
        Assert.That(Parse(text), Is.EqualTo(new MediaTime(nanoseconds)));

    [TestCase("1000000000000")]
    [TestCase("99999999999999999999999999")]
    public void TryParse_TooLarge_IsTheGreatestValue(string text) =>
        Assert.That(Parse(text), Is.EqualTo(new MediaTime(long.MaxValue)));

    [TestCase(null)]
    [TestCase("")]
    [TestCase(".")]
    [TestCase(".5")]
    [TestCase("5.")]
    [TestCase("1.2.3")]
    [TestCase("-1")]
    [TestCase("+1")]
    [TestCase(" 1")]
    [TestCase("1 ")]
    [TestCase("1,5")]
    [TestCase("1e3")]
    [TestCase("NaN")]
    [TestCase("٣")]
    public void TryParse_OtherText_Fails(string? text) => Assert.That(Parse(text), Is.Null);

    [TestCase(0, 8000, 0)]
    [TestCase(62_499, 8000, 0)]
    [TestCase(62_500, 8000, 1)]
    [TestCase(1_000_000_000, 44100, 44100)]
    [TestCase(11_337, 44100, 0)]
    [TestCase(11_338, 44100, 1)]
    [TestCase(long.MaxValue, 48000, 442_721_857_769_029)]
    public void ToFrames_OfATime_RoundsHalvesUp(long nanoseconds, int hertz, long frames) =>
        Assert.That(new MediaTime(nanoseconds).ToFrames(SampleRate.FromHertz(hertz)), Is.EqualTo(frames));

    [TestCase(0, 0, 8000, 0)]
    [TestCase(0, 1, 8000, 125_000)]
    [TestCase(5, 1, 44100, 22_681)]
    [TestCase(0, 44100, 44100, 1_000_000_000)]
    [TestCase(long.MaxValue - 1, 1, 48000, long.MaxValue)]
    [TestCase(0, long.MaxValue, 8000, long.MaxValue)]
    public void EndAfter_Frames_IsRoundedUpAndAtMostTheGreatest(long nanoseconds, long frames, int hertz, long expected) =>
        Assert.That(new MediaTime(nanoseconds).EndAfter(frames, SampleRate.FromHertz(hertz)), Is.EqualTo(new MediaTime(expected)));

    [TestCase(0, "0")]
    [TestCase(1, "0.000001")]
    [TestCase(1_500_000, "1.5")]
    [TestCase(long.MaxValue, "9223372036854.775807")]
    public void Milliseconds_OfATime_KeepEveryNanosecond(long nanoseconds, string expected) =>
        Assert.That(
            new MediaTime(nanoseconds).Milliseconds,
            Is.EqualTo(decimal.Parse(expected, System.Globalization.CultureInfo.InvariantCulture)));

    [TestCase(1, 2, -1)]
    [TestCase(2, 2, 0)]
    [TestCase(3, 2, 1)]
    public void Comparison_OfTwoTimes_IsByNanoseconds(long left, long right, int sign)
    {
        var (a, b) = (new MediaTime(left), new MediaTime(right));

        Assert.That((a > b, a < b, Math.Sign(a.CompareTo(b))), Is.EqualTo((sign > 0, sign < 0, sign)));
    }

    private static MediaTime? Parse(string? text) => MediaTime.TryParse(text, out var time) ? time : null;
}
