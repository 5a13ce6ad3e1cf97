using Recordings.Domain.Chats;

namespace Recordings.Domain.Tests.Chats;

public sealed class ChatIdTests
{
    [TestCase(0)]
    [TestCase(-1)]
    [TestCase(long.MinValue)]
    public void Constructor_BelowOne_Throws(long value) =>
        Assert.That(() => new ChatId(value), Throws.InstanceOf<ArgumentOutOfRangeException>());

    [TestCase(1, "1")]
    [TestCase(1200, "1200")]
    [TestCase(long.MaxValue, "9223372036854775807")]
    public void TryParse_TextOfAnId_IsThatId(long value, string text) => Assert.That(Parse(text), Is.EqualTo(new ChatId(value)));

    [TestCase(null)]
    [TestCase("")]
    [TestCase("0")]
    [TestCase("01")]
    [TestCase("-1")]
    [TestCase("+1")]
    [TestCase(" 1")]
    [TestCase("1 ")]
    [TestCase("1\0")]
    [TestCase("1.0")]
    [TestCase("1,000")]
    [TestCase("1e3")]
    [TestCase("0x1")]
    [TestCase("٣")]
    [TestCase("9223372036854775808")]
    [TestCase("99999999999999999999")]
    public void TryParse_OtherText_Fails(string? text) => Assert.That(Parse(text), Is.Null);

    [TestCase(1, "1")]
    [TestCase(long.MaxValue, "9223372036854775807")]
    public void ToString_OfAnId_IsItsDigits(long value, string text) => Assert.That(new ChatId(value).ToString(), Is.EqualTo(text));

    private static ChatId? Parse(string? text) => ChatId.TryParse(text, out var chat) ? chat : null;
}
