using Recordings.Api.Http;

namespace Recordings.Api.Tests.Http;

[TestFixture]
public sealed class EntityTagListTests
{
    [TestCase("\"abc\"", true, true)]
    [TestCase("W/\"abc\"", false, true)]
    [TestCase("*", true, true)]
    [TestCase(" \t* ", true, true)]
    [TestCase("*,*", false, false)]
    [TestCase("*, \"abc\"", true, true)]
    [TestCase("\"x,\"abc\"", false, false)]
    [TestCase("\"x\",\"abc\"", true, true)]
    [TestCase("\"x\" , \"abc\"\t", true, true)]
    [TestCase("\"x\" \"abc\"", false, false)]
    [TestCase(",,,\"abc\",,,", true, true)]
    [TestCase("\"abc\"\"abc\"", false, false)]
    [TestCase("W/ \"abc\"", false, false)]
    [TestCase("W\\\"abc\"", false, false)]
    [TestCase("w/\"abc\"", false, false)]
    [TestCase("\"ABC\"", false, false)]
    [TestCase("\"abc \"", false, false)]
    [TestCase("\"\"", false, false)]
    [TestCase("abc", false, false)]
    [TestCase("'abc'", false, false)]
    [TestCase("\"abc", false, false)]
    [TestCase("\"a\tb\", \"abc\"", true, true)]
    [TestCase("\"\u00e9\", \"abc\"", true, true)]
    [TestCase("\"a\\\", \"abc\"", true, true)]
    [TestCase("W/W/\"abc\"", false, false)]
    [TestCase("", false, false)]
    [TestCase(",", false, false)]
    public void Holds_Field_MatchesStronglyAndWeakly(string field, bool strongly, bool weakly) =>
        Assert.That(
            (EntityTagList.HoldsStrongly(field, "\"abc\""), EntityTagList.HoldsWeakly(field, "\"abc\"")),
            Is.EqualTo((strongly, weakly)));

    [Test]
    public void Holds_TagWithComma_IsOneTag() => Assert.That(EntityTagList.HoldsStrongly("\"a,b\"", "\"a,b\""), Is.True);

    [Test]
    public void Holds_PiecesOfTagWithComma_DoNotMatch() => Assert.That(EntityTagList.HoldsWeakly("\"a\",\"b\"", "\"a,b\""), Is.False);

    [Test]
    public void Holds_EmptyTag_MatchesItself() => Assert.That(EntityTagList.HoldsStrongly("\"x\",\"\"", "\"\""), Is.True);

    [TestCase("\"abc\"", true)]
    [TestCase("\"\"", true)]
    [TestCase("abc", false)]
    [TestCase("W/\"abc\"", false)]
    [TestCase("\"a b\"", false)]
    [TestCase("\"a\"b\"", false)]
    [TestCase("", false)]
    public void IsStrongTag_Text_IsVisibleCharactersBetweenQuotes(string text, bool expected) =>
        Assert.That(EntityTagList.IsStrongTag(text), Is.EqualTo(expected));
}
