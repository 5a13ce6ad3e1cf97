using Recordings.Domain.Chats;

namespace Recordings.Domain.Tests.Chats;

public sealed class ChatTests
{
    [TestCase("owner", true)]
    [TestCase("first", true)]
    [TestCase("second", true)]
    [TestCase("outsider", false)]
    [TestCase("OWNER", false)]
    [TestCase("Second", false)]
    [TestCase("sec", false)]
    public void Includes_Member_WhenOwnerOrParticipant(string member, bool expected) =>
        Assert.That(
            new Chat(Descriptions.Create(ChatKind.Standard, "owner", "first", "second")).Includes(MemberId.From(member)),
            Is.EqualTo(expected));

    [Test]
    public void Includes_AnyMemberOfAnEmptyChat_IsFalse() =>
        Assert.That(new Chat(Descriptions.Create(ChatKind.Standard)).Includes(MemberId.From("outsider")), Is.False);

    [TestCase(ChatKind.Standard, false)]
    [TestCase(ChatKind.ManagerOwned, true)]
    [TestCase(ChatKind.DirectMessage, true)]
    public void IsPrivate_OfEachKind_IsTrueUnlessStandard(ChatKind kind, bool expected) =>
        Assert.That(new Chat(Descriptions.Create(kind, "owner")).IsPrivate, Is.EqualTo(expected));

    [TestCase(Channel.PhoneVoice, true)]
    [TestCase(Channel.WebVoice, true)]
    [TestCase(Channel.Sms, false)]
    [TestCase(Channel.WebChat, false)]
    [TestCase(Channel.Email, false)]
    public void IsVoice_OfEachChannel_IsTrueForPhoneAndWeb(Channel channel, bool expected) =>
        Assert.That(new Chat(Descriptions.Create(channel)).IsVoice, Is.EqualTo(expected));

    [TestCase(ChatKind.Standard, null, ChatKind.Standard, null, false)]
    [TestCase(ChatKind.Standard, "owner", ChatKind.Standard, null, false)]
    [TestCase(ChatKind.Standard, "owner", ChatKind.ManagerOwned, "owner", false)]
    [TestCase(ChatKind.Standard, "owner", ChatKind.DirectMessage, null, false)]
    [TestCase(ChatKind.ManagerOwned, "owner", ChatKind.Standard, "owner", true)]
    [TestCase(ChatKind.ManagerOwned, "owner", ChatKind.Standard, null, true)]
    [TestCase(ChatKind.ManagerOwned, "owner", ChatKind.ManagerOwned, "owner", false)]
    [TestCase(ChatKind.ManagerOwned, "owner", ChatKind.ManagerOwned, "another", false)]
    [TestCase(ChatKind.ManagerOwned, "owner", ChatKind.DirectMessage, "owner", true)]
    [TestCase(ChatKind.ManagerOwned, "owner", ChatKind.DirectMessage, null, true)]
    [TestCase(ChatKind.DirectMessage, null, ChatKind.Standard, null, true)]
    [TestCase(ChatKind.DirectMessage, "owner", ChatKind.Standard, "owner", true)]
    [TestCase(ChatKind.DirectMessage, null, ChatKind.ManagerOwned, "owner", true)]
    [TestCase(ChatKind.DirectMessage, null, ChatKind.DirectMessage, null, false)]
    [TestCase(ChatKind.DirectMessage, null, ChatKind.DirectMessage, "owner", false)]
    [TestCase(ChatKind.DirectMessage, "owner", ChatKind.DirectMessage, "owner", false)]
    [TestCase(ChatKind.DirectMessage, "owner", ChatKind.DirectMessage, "another", false)]
    [TestCase(ChatKind.DirectMessage, "owner", ChatKind.DirectMessage, null, true)]
    public void LosesPrivacyBy_Description_WhenKindChangesOrOwnerGoes(
        ChatKind kind, string? owner, ChatKind nextKind, string? nextOwner, bool expected) =>
        Assert.That(
            new Chat(Descriptions.Create(kind, owner)).LosesPrivacyBy(Descriptions.Create(nextKind, nextOwner)),
            Is.EqualTo(expected));

    [Test]
    public void Constructor_EndBeforeStart_Throws() =>
        Assert.That(
            () => new Chat(Descriptions.Create(ChatKind.Standard), Descriptions.StartedAt.AddTicks(-1)),
            Throws.ArgumentException.With.Property("ParamName").EqualTo("endedAt"));

    [Test]
    public void Constructor_EndAtStart_IsValid() =>
        Assert.That(
            new Chat(Descriptions.Create(ChatKind.Standard), Descriptions.StartedAt).EndedAt,
            Is.EqualTo(Descriptions.StartedAt));

    [Test]
    public void Constructor_EndInAnotherTimeZone_ComparesInstants()
    {
        var anHourBefore = new DateTimeOffset(2026, 3, 1, 10, 30, 0, TimeSpan.FromHours(2));

        Assert.That(() => new Chat(Descriptions.Create(ChatKind.Standard), anHourBefore), Throws.ArgumentException);
    }
}
