namespace Recordings.Application.Tests;

public sealed class Rfc3339Tests
{
    [TestCase("2026-03-01T09:30:00Z", "2026-03-01T09:30:00Z")]
    [TestCase("2026-03-01t09:30:00z", "2026-03-01T09:30:00Z")]
    [TestCase("2026-03-01T09:30:00+00:00", "2026-03-01T09:30:00Z")]
    [TestCase("2026-03-01T09:30:00-00:00", "2026-03-01T09:30:00Z")]
    [TestCase("2026-03-01T10:30:00+01:00", "2026-03-01T09:30:00Z")]
    [TestCase("2026-02-28T23:30:00-10:00", "2026-03-01T09:30:00Z")]
    [TestCase("2024-02-29T00:00:00Z", "2024-02-29T00:00:00Z")]
    [TestCase("2026-03-01T09:30:00.5Z", "2026-03-01T09:30:00.5Z")]
    [TestCase("2026-03-01T09:30:00.000001Z", "2026-03-01T09:30:00.000001Z")]
    [TestCase("2026-03-01T09:30:00.0000019Z", "2026-03-01T09:30:00.000001Z", Description = "Cut to the microsecond, not rounded.")]
    [TestCase("2026-03-01T09:30:00.99999999999999999999999999999999Z", "2026-03-01T09:30:00.999999Z")]
    [TestCase("0001-01-01T00:00:00Z", "0001-01-01T00:00:00Z")]
    [TestCase("9999-12-31T23:59:59Z", "9999-12-31T23:59:59Z")]
    public void TryParse_Timestamp_IsItsTimeInUtc(string text, string expected)
    {
        Assert.That(Rfc3339.TryParse(text, out var time), Is.True);
        Assert.That(Rfc3339.Format(time), Is.EqualTo(expected));
    }

    [TestCase(null)]
    [TestCase("")]
    [TestCase("2026-03-01")]
    [TestCase("2026-03-01T09:30:00")]
    [TestCase("2026-03-01 09:30:00Z")]
    [TestCase("2026-03-01T09:30Z")]
    [TestCase("2026-03-01T09:30:00.Z")]
    [TestCase("2026-03-01T09:30:00+01")]
    [TestCase("2026-03-01T09:30:00+0100")]
    [TestCase("2026-03-01T09:30:00+15:00")]
    [TestCase("2026-02-29T09:30:00Z")]
    [TestCase("2026-13-01T09:30:00Z")]
    [TestCase("2026-03-01T24:00:00Z")]
    [TestCase("2026-06-30T23:59:60Z")]
    [TestCase("10000-01-01T00:00:00Z")]
    [TestCase("0001-01-01T00:00:00+01:00")]
    [TestCase("9999-12-31T23:59:59-01:00")]
    [TestCase(" 2026-03-01T09:30:00Z")]
    [TestCase("2026-03-01T09:30:00Z ")]
    [TestCase("2026-03-01T09:30:00Z\n")]
    [TestCase("2026-03-01T09:30:00Z\0")]
    [TestCase("2026-03-01T09:30:00.000000000000000000000000000000000Z", Description = "33 decimals.")]
    [TestCase("\u0662026-03-01T09:30:00Z", Description = "A digit, but not an ASCII digit.")]
    public void TryParse_AnythingElse_IsFalse(string? text) => Assert.That(Rfc3339.TryParse(text, out _), Is.False);

    [Test]
    public void Format_OtherOffset_IsInUtc() =>
        Assert.That(
            Rfc3339.Format(new DateTimeOffset(2026, 3, 1, 10, 30, 0, TimeSpan.FromHours(1))), Is.EqualTo("2026-03-01T09:30:00Z"));
}
