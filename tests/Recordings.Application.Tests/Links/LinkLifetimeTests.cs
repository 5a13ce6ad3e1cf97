using Recordings.Application.Links;

namespace Recordings.Application.Tests.Links;

public sealed class LinkLifetimeTests
{
    [TestCase("1", 1)]
    [TestCase("3600", 3600)]
    [TestCase("007", 7)]
    [TestCase("999999999", 999_999_999)]
    [TestCase("1000000000", int.MaxValue)]
    [TestCase("2147483648", int.MaxValue)]
    [TestCase("0000000000000000000000000000001", 1)]
    public void TryParse_WholeNumber_IsItsSeconds(string text, int expected)
    {
        Assert.That(LinkLifetime.TryParse(text, out var lifetime), Is.True);
        Assert.That(lifetime.Seconds, Is.EqualTo(expected));
    }

    [Test]
    public void TryParse_NumberOfAnyLength_IsTheGreatestValue()
    {
        Assert.That(LinkLifetime.TryParse(new string('9', 100_000), out var lifetime), Is.True);
        Assert.That(lifetime.Seconds, Is.EqualTo(int.MaxValue));
    }

    [TestCase(null)]
    [TestCase("")]
    [TestCase("0")]
    [TestCase("000")]
    [TestCase("-1")]
    [TestCase("+1")]
    [TestCase("1.5")]
    [TestCase("1e3")]
    [TestCase("0x10")]
    [TestCase(" 60")]
    [TestCase("60 ")]
    [TestCase("60\n")]
    [TestCase("60\0")]
    [TestCase("\u0661", Description = "A digit, but not an ASCII digit.")]
    [TestCase("abc")]
    public void TryParse_AnythingElse_IsFalse(string? text) => Assert.That(LinkLifetime.TryParse(text, out _), Is.False);
}
