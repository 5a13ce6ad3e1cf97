using Recordings.Domain.Access;
using Recordings.Domain.Chats;
using Recordings.Domain.Tests.Chats;

namespace Recordings.Domain.Tests.Access;

/// <summary>The privacy rule as a table: the kind of the chat, the caller's part in it, and every scope.</summary>
public sealed class AccessPolicyTests
{
    private static readonly Scope?[] EveryScope = [null, Scope.Read, Scope.Write, Scope.Admin];

    [TestCase(ChatKind.Standard, "owner", AccessDecision.Allowed)]
    [TestCase(ChatKind.Standard, "participant", AccessDecision.Allowed)]
    [TestCase(ChatKind.Standard, "outsider", AccessDecision.Allowed)]
    [TestCase(ChatKind.ManagerOwned, "owner", AccessDecision.Allowed)]
    [TestCase(ChatKind.ManagerOwned, "participant", AccessDecision.Allowed)]
    [TestCase(ChatKind.ManagerOwned, "outsider", AccessDecision.PrivateChat)]
    [TestCase(ChatKind.DirectMessage, "owner", AccessDecision.Allowed)]
    [TestCase(ChatKind.DirectMessage, "participant", AccessDecision.Allowed)]
    [TestCase(ChatKind.DirectMessage, "outsider", AccessDecision.PrivateChat)]
    public void MayRead_ByEveryScope_DependsOnKindAndPartAlone(ChatKind kind, string member, AccessDecision expected) =>
        Assert.That(
            EveryScope.Select(scope => AccessPolicy.MayRead(Callers.Create(member, scope), ChatOf(kind))),
            Is.All.EqualTo(expected));

    [TestCase("participant", AccessDecision.Allowed)]
    [TestCase("outsider", AccessDecision.PrivateChat)]
    public void MayRead_DirectMessageWithoutOwner_IsForParticipants(string member, AccessDecision expected) =>
        Assert.That(
            AccessPolicy.MayRead(Callers.Create(member), new Chat(Descriptions.Create(ChatKind.DirectMessage, null, "participant"))),
            Is.EqualTo(expected));

    [Test]
    public void MayRead_DirectMessageOfNoMember_IsForNoCaller() =>
        Assert.That(
            AccessPolicy.MayRead(Callers.Create("outsider", Scope.Admin), new Chat(Descriptions.Create(ChatKind.DirectMessage))),
            Is.EqualTo(AccessDecision.PrivateChat));

    [TestCase("Owner")]
    [TestCase("owner ")]
    [TestCase("owne")]
    [TestCase("PARTICIPANT")]
    [TestCase("participant\u200B")]
    public void MayRead_MemberIdThatDiffersSlightly_IsAnOutsider(string member) =>
        Assert.That(
            AccessPolicy.MayRead(Callers.Create(member, Scope.Admin), ChatOf(ChatKind.ManagerOwned)),
            Is.EqualTo(AccessDecision.PrivateChat));

    [Test]
    public void MayRead_PrivateChatThatHasEnded_StaysPrivate()
    {
        var ended = new Chat(Descriptions.Create(ChatKind.ManagerOwned, "owner"), Descriptions.StartedAt.AddHours(1));

        Assert.That(AccessPolicy.MayRead(Callers.Create("outsider", Scope.Admin), ended), Is.EqualTo(AccessDecision.PrivateChat));
    }

    [TestCase(ChatKind.Standard, "outsider", DescriptionDecision.Allowed)]
    [TestCase(ChatKind.ManagerOwned, "outsider", DescriptionDecision.SelfAdmission)]
    [TestCase(ChatKind.DirectMessage, "outsider", DescriptionDecision.SelfAdmission)]
    [TestCase(ChatKind.ManagerOwned, "owner", DescriptionDecision.Allowed)]
    [TestCase(ChatKind.ManagerOwned, "participant", DescriptionDecision.Allowed)]
    [TestCase(ChatKind.ManagerOwned, "Owner", DescriptionDecision.SelfAdmission)]
    [TestCase(ChatKind.ManagerOwned, "participant ", DescriptionDecision.SelfAdmission)]
    public void MayDescribe_CallerAsParticipant_OnlyIfIncludedBefore(ChatKind kind, string member, DescriptionDecision expected) =>
        Assert.That(
            AccessPolicy.MayDescribe(
                Callers.Create(member, Scope.Write), ChatOf(kind), Descriptions.Create(kind, "owner", "participant", member)),
            Is.EqualTo(expected));

    [TestCase(ChatKind.ManagerOwned, "outsider", DescriptionDecision.SelfAdmission)]
    [TestCase(ChatKind.DirectMessage, "outsider", DescriptionDecision.SelfAdmission)]
    [TestCase(ChatKind.ManagerOwned, "participant", DescriptionDecision.Allowed)]
    public void MayDescribe_CallerAsOwner_OnlyIfIncludedBefore(ChatKind kind, string member, DescriptionDecision expected) =>
        Assert.That(
            AccessPolicy.MayDescribe(Callers.Create(member, Scope.Write), ChatOf(kind), Descriptions.Create(kind, member)),
            Is.EqualTo(expected));

    [TestCase("outsider", "another")]
    [TestCase("participant", "owner")]
    public void MayDescribe_OtherMembersComeOrTheCallerGoes_IsAllowed(string member, string participant) =>
        Assert.That(
            AccessPolicy.MayDescribe(
                Callers.Create(member, Scope.Write), ChatOf(ChatKind.DirectMessage),
                Descriptions.Create(ChatKind.DirectMessage, "owner", participant)),
            Is.EqualTo(DescriptionDecision.Allowed));

    [TestCase("outsider", DescriptionDecision.KindConflict)]
    [TestCase("intruder", DescriptionDecision.SelfAdmission)]
    public void MayDescribe_PrivacyEnds_IsKindConflictUnlessTheCallerIsLetIn(string member, DescriptionDecision expected) =>
        Assert.That(
            AccessPolicy.MayDescribe(
                Callers.Create(member, Scope.Write), ChatOf(ChatKind.DirectMessage), Descriptions.Create(ChatKind.Standard, "owner", "intruder")),
            Is.EqualTo(expected));

    [TestCase(ChatKind.Standard)]
    [TestCase(ChatKind.ManagerOwned)]
    [TestCase(ChatKind.DirectMessage)]
    public void MayDescribe_ByAnAdmin_IsAllowed(ChatKind next) =>
        Assert.That(
            AccessPolicy.MayDescribe(
                Callers.Create("outsider", Scope.Admin), ChatOf(ChatKind.DirectMessage), Descriptions.Create(next, "outsider")),
            Is.EqualTo(DescriptionDecision.Allowed));

    private static Chat ChatOf(ChatKind kind) => new(Descriptions.Create(kind, "owner", "participant"));
}
