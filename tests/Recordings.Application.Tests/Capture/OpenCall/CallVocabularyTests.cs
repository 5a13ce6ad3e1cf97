using Recordings.Application.Capture.OpenCall;
using Recordings.Domain.Chats;

namespace Recordings.Application.Tests.Capture.OpenCall;

public sealed class CallVocabularyTests
{
    [TestCase("phone_voice", Channel.PhoneVoice)]
    [TestCase("web_voice", Channel.WebVoice)]
    [TestCase("sms", Channel.Sms)]
    [TestCase("web_chat", Channel.WebChat)]
    [TestCase("email", Channel.Email)]
    public void TryChannel_Word_IsItsChannel(string text, Channel expected)
    {
        Assert.That(CallVocabulary.TryChannel(text, out var channel), Is.True);
        Assert.That(channel, Is.EqualTo(expected));
    }

    [TestCase(null, ChatKind.Standard)]
    [TestCase("standard", ChatKind.Standard)]
    [TestCase("manager_owned", ChatKind.ManagerOwned)]
    [TestCase("direct_message", ChatKind.DirectMessage)]
    public void TryKind_Word_IsItsKind(string? text, ChatKind expected)
    {
        Assert.That(CallVocabulary.TryKind(text, out var kind), Is.True);
        Assert.That(kind, Is.EqualTo(expected));
    }

    [TestCase(null)]
    [TestCase("")]
    [TestCase("WEB_VOICE")]
    [TestCase("voice")]
    public void TryChannel_OtherWord_IsFalse(string? text) => Assert.That(CallVocabulary.TryChannel(text, out _), Is.False);

    [TestCase("")]
    [TestCase("Standard")]
    [TestCase("private")]
    public void TryKind_OtherWord_IsFalse(string text) => Assert.That(CallVocabulary.TryKind(text, out _), Is.False);
}
