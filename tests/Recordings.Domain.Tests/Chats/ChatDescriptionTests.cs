using Recordings.Domain.Chats;

namespace Recordings.Domain.Tests.Chats;

public sealed class ChatDescriptionTests
{
    [Test]
    public void Constructor_ManagerOwnedWithoutOwner_Throws() =>
        Assert.That(
            () => Descriptions.Create(ChatKind.ManagerOwned, owner: null, "participant"),
            Throws.ArgumentException.With.Property("ParamName").EqualTo("owner"));

    [TestCase(ChatKind.Standard)]
    [TestCase(ChatKind.DirectMessage)]
    public void Constructor_OtherKindsWithoutOwner_AreValid(ChatKind kind) => Assert.That(Descriptions.Create(kind).Owner, Is.Null);

    [Test]
    public void StartedAt_GivenInAnotherTimeZone_IsTheSameInstantInUtc()
    {
        var description = new ChatDescription(
            Channel.WebVoice, ChatKind.Standard, null, new DateTimeOffset(2026, 3, 1, 11, 30, 0, TimeSpan.FromHours(2)), []);

        Assert.That(description.StartedAt.DateTime, Is.EqualTo(new DateTime(2026, 3, 1, 9, 30, 0)));
    }
}
