using Recordings.Domain.Chats;

namespace Recordings.Domain.Tests.Chats;

public sealed class MemberIdTests
{
    [TestCase("a")]
    [TestCase("user-17")]
    [TestCase("Ana María <ana@example.com>")]
    [TestCase(" ")]
    [TestCase("עברית")]
    [TestCase("\u200B\u200D\u2060\uFEFF")]
    [TestCase("\u202F\u2065\u206A\u2027")]
    [TestCase("😀")]
    public void From_TextWithoutControlCharacters_KeepsItAsWritten(string text) =>
        Assert.That(MemberId.From(text).Value, Is.EqualTo(text));

    [TestCase("")]
    [TestCase("a\nb")]
    [TestCase("a\0")]
    [TestCase("\t")]
    [TestCase("a\u007F")]
    [TestCase("a\u0085")]
    [TestCase("\u009F")]
    [TestCase("a\u2028b")]
    [TestCase("a\u2029")]
    [TestCase("\u061C")]
    [TestCase("a\u200Eb")]
    [TestCase("\u200Fa")]
    [TestCase("a\u202A")]
    [TestCase("a\u202Db")]
    [TestCase("a\u202E")]
    [TestCase("\u2066a")]
    [TestCase("a\u2069")]
    [TestCase("a\uFFFD")]
    public void From_OtherText_Throws(string text) => Assert.That(() => MemberId.From(text), Throws.ArgumentException);

    /// <summary>Half a surrogate pair is no Unicode text. Not test cases: their names must be Unicode.</summary>
    [Test]
    public void IsValid_HalfASurrogatePair_IsFalse() =>
        Assert.That(
            new[] { "\uD83D", "a\uDE00", "\uDE00\uD83D", "\uD83D\uD83D\uDE00" }.Select(MemberId.IsValid), Is.All.False);

    [Test]
    public void Restore_IdOfAnEarlierRelease_KeepsItAsWritten() =>
        Assert.That(MemberId.Restore("a\u200Eb").Value, Is.EqualTo("a\u200Eb"));

    [TestCase(200, true)]
    [TestCase(201, false)]
    public void IsValid_Length_IsAtMostTwoHundred(int length, bool expected) =>
        Assert.That(MemberId.IsValid(new string('a', length)), Is.EqualTo(expected));

    [Test]
    public void IsValid_Null_IsFalse() => Assert.That(MemberId.IsValid(null), Is.False);

    [TestCase("ana", "ana", true)]
    [TestCase("ana", "Ana", false)]
    [TestCase("ana", "ana ", false)]
    [TestCase("é", "e\u0301", false)]
    public void Equality_OfTwoIds_IsByExactText(string first, string second, bool expected) =>
        Assert.That(MemberId.From(first) == MemberId.From(second), Is.EqualTo(expected));
}
