using Recordings.Domain.Chats;

namespace Recordings.Domain.Tests.Chats;

public sealed class TrackNameTests
{
    [TestCase("a")]
    [TestCase("7")]
    [TestCase("Agent-1.left_Z")]
    public void From_AllowedCharacters_KeepsThem(string text) => Assert.That(TrackName.From(text).Value, Is.EqualTo(text));

    [TestCase("")]
    [TestCase(".a")]
    [TestCase("_a")]
    [TestCase("-a")]
    [TestCase("..")]
    [TestCase("a/b")]
    [TestCase("a\\b")]
    [TestCase("a b")]
    [TestCase("a%2F")]
    [TestCase("a\n")]
    [TestCase("é")]
    [TestCase("٣")]
    public void From_OtherText_Throws(string text) => Assert.That(() => TrackName.From(text), Throws.ArgumentException);

    [TestCase(64, true)]
    [TestCase(65, false)]
    public void IsValid_Length_IsAtMostSixtyFour(int length, bool expected) =>
        Assert.That(TrackName.IsValid(new string('a', length)), Is.EqualTo(expected));

    [Test]
    public void IsValid_Null_IsFalse() => Assert.That(TrackName.IsValid(null), Is.False);

    [Test]
    public void CompareTo_OtherNames_OrdersByCodePoint() =>
        Assert.That(
            new[] { "b", "a_", "a.", "a-", "a", "Z", "9" }.Select(TrackName.From).Order().Select(track => track.Value),
            Is.EqualTo(new[] { "9", "Z", "a", "a-", "a.", "a_", "b" }));

    [Test]
    public void Equality_OfNamesInAnotherCase_IsFalse() => Assert.That(TrackName.From("a"), Is.Not.EqualTo(TrackName.From("A")));
}
