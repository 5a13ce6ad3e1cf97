using Recordings.Application.Capture.OpenCall;
using Request = Recordings.Application.Capture.OpenCall.OpenCall;

namespace Recordings.Application.Tests.Capture.OpenCall;

public sealed class OpenCallValidatorTests
{
    [TestCase("phone_voice", true)]
    [TestCase("web_voice", true)]
    [TestCase("sms", true)]
    [TestCase("web_chat", true)]
    [TestCase("email", true)]
    [TestCase(null, false)]
    [TestCase("", false)]
    [TestCase("Web_Voice", false)]
    [TestCase("fax", false)]
    public void Validate_Channel_IsOneOfTheList(string? channel, bool isValid) =>
        Assert.That(InvalidFields(OpenCallRequests.Valid with { Channel = channel }), Is.EqualTo(isValid ? [] : new[] { "channel" }));

    [TestCase(null, true)]
    [TestCase("standard", true)]
    [TestCase("direct_message", true)]
    [TestCase("", false)]
    [TestCase("secret", false)]
    public void Validate_Kind_IsAbsentOrOneOfTheList(string? kind, bool isValid) =>
        Assert.That(InvalidFields(OpenCallRequests.Valid with { Kind = kind }), Is.EqualTo(isValid ? [] : new[] { "kind" }));

    [TestCase("manager_owned", null, false)]
    [TestCase("manager_owned", "boss", true)]
    [TestCase("standard", "", false)]
    [TestCase("standard", "bo\0ss", false)]
    public void Validate_Owner_IsAMemberAndNeededByAManagerOwnedChat(string kind, string? owner, bool isValid) =>
        Assert.That(
            InvalidFields(OpenCallRequests.Valid with { Kind = kind, OwnerMemberId = owner }), Is.EqualTo(isValid ? [] : new[] { "owner_member_id" }));

    [TestCase(null)]
    [TestCase("yesterday")]
    [TestCase("2026-03-01T10:30:00")]
    public void Validate_StartedAtWithoutATimeAndOffset_IsAnError(string? startedAt) =>
        Assert.That(InvalidFields(OpenCallRequests.Valid with { StartedAt = startedAt }), Is.EqualTo(new[] { "started_at" }));

    [TestCase(null, null, null, "participants[0].member_id")]
    [TestCase("", null, null, "participants[0].member_id")]
    [TestCase("agent-1", "", null, "participants[0].role")]
    [TestCase("agent-1", "a\nb", null, "participants[0].role")]
    [TestCase("agent-1", null, "../track", "participants[0].track")]
    public void Validate_Participant_IsAnErrorOfItsField(string? member, string? role, string? track, string field) =>
        Assert.That(
            InvalidFields(OpenCallRequests.Valid with { Participants = [new ReportedParticipant(member, role, track)] }), Is.EqualTo(new[] { field }));

    [Test]
    public void Validate_ParticipantThatIsNull_IsAnError() =>
        Assert.That(InvalidFields(OpenCallRequests.Valid with { Participants = [null] }), Is.EqualTo(new[] { "participants[0]" }));

    [TestCase(64, true)]
    [TestCase(65, false)]
    public void Validate_Role_HasAtMost64Characters(int length, bool isValid) =>
        Assert.That(
            InvalidFields(OpenCallRequests.Valid with { Participants = [new ReportedParticipant("agent-1", new string('r', length), null)] }),
            Is.EqualTo(isValid ? [] : new[] { "participants[0].role" }));

    [TestCase(1000, true)]
    [TestCase(1001, false)]
    public void Validate_Participants_AreAtMost1000(int count, bool isValid) =>
        Assert.That(
            InvalidFields(OpenCallRequests.Valid with
            {
                Participants = [.. Enumerable.Repeat(OpenCallRequests.Valid.Participants![0], count)],
            }),
            Is.EqualTo(isValid ? [] : new[] { "participants" }));

    [Test]
    public void Validate_NoParticipants_IsValid() => Assert.That(InvalidFields(OpenCallRequests.Valid with { Participants = null }), Is.Empty);

    private static string[] InvalidFields(Request request) =>
        [.. new OpenCallValidator().Validate(request).Errors.Select(error => error.PropertyName).Distinct()];
}
