using Recordings.Domain.Timelines;

namespace Recordings.Domain.Tests.Timelines;

public sealed class SequenceNumberTests
{
    [Test]
    public void Constructor_Negative_Throws() => Assert.That(() => new SequenceNumber(-1), Throws.InstanceOf<ArgumentOutOfRangeException>());

    [TestCase("0", 0)]
    [TestCase("007", 7)]
    [TestCase("2147483647", int.MaxValue)]
    public void TryParse_Digits_IsThatNumber(string text, int value) => Assert.That(Parse(text), Is.EqualTo(new SequenceNumber(value)));

    [TestCase(null)]
    [TestCase("")]
    [TestCase("-1")]
    [TestCase("+1")]
    [TestCase(" 1")]
    [TestCase("1\0")]
    [TestCase("1.0")]
    [TestCase("2147483648")]
    public void TryParse_OtherText_Fails(string? text) => Assert.That(Parse(text), Is.Null);

    private static SequenceNumber? Parse(string? text) => SequenceNumber.TryParse(text, out var sequence) ? sequence : null;
}
