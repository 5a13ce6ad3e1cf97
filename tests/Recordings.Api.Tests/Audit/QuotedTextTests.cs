using Recordings.Api.Audit;

namespace Recordings.Api.Tests.Audit;

[TestFixture]
internal sealed class QuotedTextTests
{
    [TestCase(null, "(null)")]
    [TestCase("(null)", "\"(null)\"")]
    [TestCase("m-17", "\"m-17\"")]
    [TestCase("a, member b) x", "\"a, member b) x\"")]
    [TestCase("a\"b\\c", "\"a\\\"b\\\\c\"")]
    [TestCase("größe-東", "\"größe-東\"")]
    [TestCase("a\nb\r\t\0", "\"a\\u000ab\\u000d\\u0009\\u0000\"")]
    [TestCase("a\u2028b\u2029c\u0085", "\"a\\u2028b\\u2029c\\u0085\"")]
    [TestCase("a\u202eb\u2066c\u200fd\ufeff", "\"a\\u202eb\\u2066c\\u200fd\\ufeff\"")]
    [TestCase("a\u00a0b\u3000", "\"a\\u00a0b\\u3000\"")]
    public void Of_Text_IsOneQuotedField(string? text, string quoted) => Assert.That(QuotedText.Of(text), Is.EqualTo(quoted));

    [Test]
    public void Of_HalfACharacter_IsWrittenInDigits() => Assert.That(QuotedText.Of(new string('\ud800', 1)), Is.EqualTo("\"\\ud800\""));
}
