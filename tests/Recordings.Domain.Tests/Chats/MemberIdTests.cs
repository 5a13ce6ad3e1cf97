using Recordings.Domain.Chats;

namespace Recordings.Domain.Tests.Chats;

public sealed class MemberIdTests
{
    [TestCase("a")]
    [TestCase("user-17")]
    [TestCase("Ana María <ana@example.com>")]
    [TestCase(" ")]
    public void From_TextWithoutControlCharacters_KeepsItAsWritten(string text) =>
        Assert.That(MemberId.From(text).Value, Is.EqualTo(text));

    [TestCase("")]
    [TestCase("a\nb")]
    [TestCase("a\0")]
    [TestCase("\t")]
    [TestCase("a\u007F")]
    [TestCase("a\u0085")]
    public void From_OtherText_Throws(string text) => Assert.That(() => MemberId.From(text), Throws.ArgumentException);

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
