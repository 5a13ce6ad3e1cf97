using Recordings.Domain.Chats;

namespace Recordings.Domain.Tests.Chats;

public sealed class DescriptionChangeTests
{
    [TestCase(ChatKind.Standard, "a", "b", ChatKind.Standard, "c", "d", false)]
    [TestCase(ChatKind.DirectMessage, "a", "b", ChatKind.DirectMessage, "a", "b", false)]
    [TestCase(ChatKind.DirectMessage, "a", "b,c", ChatKind.DirectMessage, "a", "c,b", false)]
    [TestCase(ChatKind.Standard, "a", "b", ChatKind.DirectMessage, "a", "b", true)]
    [TestCase(ChatKind.DirectMessage, "a", "b", ChatKind.Standard, "a", "b", true)]
    [TestCase(ChatKind.DirectMessage, "a", "b", ChatKind.ManagerOwned, "a", "b", true)]
    [TestCase(ChatKind.DirectMessage, "a", "b", ChatKind.DirectMessage, "b", "a", true)]
    [TestCase(ChatKind.DirectMessage, "a", "b", ChatKind.DirectMessage, "a", "", true)]
    [TestCase(ChatKind.DirectMessage, "a", "b", ChatKind.DirectMessage, "a", "B", true)]
    public void Find_TwoDescriptions_IsAChangeOfAPrivateChat(
        ChatKind kind, string owner, string participants, ChatKind nextKind, string nextOwner, string nextParticipants, bool expected) =>
        Assert.That(
            DescriptionChange.Find(Describe(kind, owner, participants), Describe(nextKind, nextOwner, nextParticipants)) is not null,
            Is.EqualTo(expected));

    [Test]
    public void Find_OtherRole_IsAChange()
    {
        var after = new ChatDescription(
            Channel.WebVoice, ChatKind.DirectMessage, null, Descriptions.StartedAt, [new Participant(MemberId.From("a"), "customer", null)]);

        Assert.That(DescriptionChange.Find(Descriptions.Create(ChatKind.DirectMessage, null, "a"), after), Is.Not.Null);
    }

    [TestCase("a", "b,c", "a", "b,d", "d", "c")]
    [TestCase("a", "b", "c", "b", "c", "a")]
    [TestCase("a", "b", "b", "a", "", "")]
    [TestCase("a", "a,b", "a", "", "", "b")]
    [TestCase("a", "", "a", "b,b,a", "b", "")]
    public void Find_Members_AreAddedOrRemoved(
        string owner, string participants, string nextOwner, string nextParticipants, string added, string removed)
    {
        var change = DescriptionChange.Find(
            Describe(ChatKind.DirectMessage, owner, participants), Describe(ChatKind.DirectMessage, nextOwner, nextParticipants))!;

        Assert.That((string.Join(',', change.Added), string.Join(',', change.Removed)), Is.EqualTo((added, removed)));
    }

    private static ChatDescription Describe(ChatKind kind, string owner, string participants) =>
        Descriptions.Create(kind, owner, participants.Split(',', StringSplitOptions.RemoveEmptyEntries));
}
