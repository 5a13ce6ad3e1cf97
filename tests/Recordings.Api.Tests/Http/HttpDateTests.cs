using Recordings.Api.Http;

namespace Recordings.Api.Tests.Http;

[TestFixture]
public sealed class HttpDateTests
{
    private static readonly DateTimeOffset Now = new(2026, 11, 22, 12, 0, 0, TimeSpan.Zero);

    [TestCase("Sun, 06 Nov 1994 08:49:37 GMT")]
    [TestCase("Sunday, 06-Nov-94 08:49:37 GMT")]
    [TestCase("Sun Nov  6 08:49:37 1994")]
    [TestCase(" \tSun, 06 Nov 1994 08:49:37 GMT ")]
    public void Parse_EachFormOfTheRfc_IsTheSameInstant(string text) =>
        Assert.That(HttpDate.Parse(text, Now), Is.EqualTo(new DateTimeOffset(1994, 11, 6, 8, 49, 37, TimeSpan.Zero)));

    [TestCase("Sun Nov 16 08:49:37 1997", 1997, 11, 16)]
    [TestCase("Sunday, 16-Nov-97 08:49:37 GMT", 1997, 11, 16)]
    [TestCase("Tuesday, 29-Feb-00 08:49:37 GMT", 2000, 2, 29)]
    public void Parse_ObsoleteForms_KeepTheDate(string text, int year, int month, int day) =>
        Assert.That(HttpDate.Parse(text, Now), Is.EqualTo(new DateTimeOffset(year, month, day, 8, 49, 37, TimeSpan.Zero)));

    [TestCase("Sunday, 22-Nov-76 12:00:00 GMT", 2076)]
    [TestCase("Monday, 22-Nov-76 12:00:01 GMT", 1976)]
    public void Parse_TwoDigitYear_IsAtMost50YearsAhead(string text, int year) =>
        Assert.That(HttpDate.Parse(text, Now)?.Year, Is.EqualTo(year));

    [Test]
    public void Parse_TwoDigitYearMoreThan50YearsAhead_IsNotThisCentury() =>
        Assert.That(HttpDate.Parse("Sunday, 22-Nov-76 12:00:01 GMT", Now), Is.Null);

    [Test]
    public void Parse_LeapSecond_IsAccepted() =>
        Assert.That(HttpDate.Parse("Sat, 31 Dec 2016 23:59:60 GMT", Now), Is.EqualTo(new DateTimeOffset(2016, 12, 31, 23, 59, 59, TimeSpan.Zero)));

    [TestCase(null)]
    [TestCase("")]
    [TestCase("0")]
    [TestCase("-1")]
    [TestCase(",")]
    [TestCase("Sunday, 06-Nov-")]
    [TestCase("Sunday, 06-Nov-xx 08:49:37 GMT")]
    [TestCase("Sunday, 06-Nov-1994 08:49:37 GMT")]
    [TestCase("Mon, 06 Nov 1994 08:49:37 GMT")]
    [TestCase("Sun, 06 Nov 1994 08:49:37 UTC")]
    [TestCase("Sun, 06 Nov 1994 08:49:37 +0000")]
    [TestCase("Sun, 06 Nov 1994 08:49:37")]
    [TestCase("Sun, 06 Nov 1994 24:00:00 GMT")]
    [TestCase("Sun, 6 Nov 1994 08:49:37 GMT")]
    [TestCase("Sun, 31 Feb 1994 08:49:37 GMT")]
    [TestCase("06 Nov 1994 08:49:37 GMT")]
    [TestCase("1994-11-06T08:49:37Z")]
    [TestCase("Sun, 06 Nov 1994 08:49:37 GMT, Sun, 06 Nov 1994 08:49:37 GMT")]
    [TestCase("Sun, 06 Nov ١٩٩٤ 08:49:37 GMT")]
    [TestCase("Fri, 31 Dec 9999 23:59:61 GMT")]
    public void Parse_AnythingElse_IsNoDate(string? text) => Assert.That(HttpDate.Parse(text, Now), Is.Null);

    [Test]
    public void Parse_LongestField_IsNoDate() => Assert.That(HttpDate.Parse(new string(',', 30_000), Now), Is.Null);
}
