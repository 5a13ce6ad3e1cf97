using Moq;
using Recordings.Application.Ports;
using Recordings.Application.Reading;
using Recordings.Domain.Access;
using Recordings.Domain.Chats;
using Recordings.Domain.Recordings;

namespace Recordings.Application.Tests.Reading;

[FixtureLifeCycle(LifeCycle.InstancePerTestCase)]
public sealed class ReadingAccessTests
{
    private static readonly CredentialId Key = new(CredentialKind.ApiKey, "key_1");
    private static readonly CredentialId Subject = new(CredentialKind.Subject, "agent-1");

    private readonly MockedPorts _ports = new();

    public ReadingAccessTests()
    {
        _ports.Add(RecordingRows.WithFile);
        AddKey();
    }

    private static IEnumerable<TestCaseData> Readings() =>
        from credential in (CredentialId[])[Key, Subject]
        from isByLink in (bool[])[false, true]
        select new TestCaseData(credential, isByLink).SetArgDisplayNames($"{credential.Kind}", isByLink ? "link" : "request");

    [TestCaseSource(nameof(Readings))]
    public async Task Find_NothingChanged_IsTheRecording(CredentialId credential, bool isByLink) =>
        Assert.That((await FindAsync(credential, isByLink)).Value, Is.EqualTo(RecordingRows.WithFile));

    [TestCaseSource(nameof(Readings))]
    public Task Find_DeletedChat_IsLost(CredentialId credential, bool isByLink)
    {
        _ports.AddVersions((Recording?)null);

        return AssertLostAsync(credential, isByLink, FailureCode.ChatNotFound);
    }

    [TestCaseSource(nameof(Readings))]
    public Task Find_ChatCapturedAgain_IsLost(CredentialId credential, bool isByLink)
    {
        _ports.Add(RecordingRows.Create(key: RecordingRows.OtherKey));

        return AssertLostAsync(credential, isByLink, FailureCode.ChatNotFound);
    }

    [TestCaseSource(nameof(Readings))]
    public Task Find_RecordingIsOff_IsLost(CredentialId credential, bool isByLink)
    {
        _ports.Add(RecordingRows.Create(enabled: false));

        return AssertLostAsync(credential, isByLink, FailureCode.RecordingDisabled);
    }

    [TestCaseSource(nameof(Readings))]
    public Task Find_NoLongerAVoiceChat_IsLost(CredentialId credential, bool isByLink)
    {
        _ports.Add(RecordingRows.Create(description: RecordingRows.Describe(Channel.Email)));

        return AssertLostAsync(credential, isByLink, FailureCode.NotAVoiceChat);
    }

    [TestCaseSource(nameof(Readings))]
    public Task Find_PrivateChatOfOthers_IsLost(CredentialId credential, bool isByLink)
    {
        AddPrivate("agent-2");

        return AssertLostAsync(credential, isByLink, FailureCode.PrivateChat);
    }

    [TestCaseSource(nameof(Readings))]
    public async Task Find_PrivateChatWithTheMember_IsTheRecording(CredentialId credential, bool isByLink)
    {
        AddPrivate("agent-2", "agent-1");

        Assert.That((await FindAsync(credential, isByLink)).Failure, Is.Null);
    }

    [TestCase(false, FailureCode.InvalidToken)]
    [TestCase(true, FailureCode.LinkRevoked)]
    public async Task Find_RevokedKey_IsLost(bool isByLink, FailureCode expected)
    {
        AddKey(revokedAt: RecordingRows.EndedAt);

        Assert.That((await FindAsync(Key, isByLink)).Failure?.Code, Is.EqualTo(expected));
    }

    [Test]
    public async Task Find_UnknownKey_IsLost() =>
        Assert.That(
            (await FindAsync(new CredentialId(CredentialKind.ApiKey, "key_2"), isByLink: false)).Failure?.Code,
            Is.EqualTo(FailureCode.InvalidToken));

    [TestCase(false)]
    [TestCase(true)]
    public async Task Find_ExpiredKey_IsTheRecording(bool isByLink)
    {
        AddKey(expiresAt: _ports.Time.GetUtcNow().AddDays(-1));

        Assert.That((await FindAsync(Key, isByLink)).Failure, Is.Null);
    }

    [TestCase("agent-1\u0001")]
    [TestCase("")]
    public async Task Find_SubjectThatIsNoMember_IsLost(string subject) =>
        Assert.That(
            (await FindAsync(new CredentialId(CredentialKind.Subject, subject), isByLink: false)).Failure?.Code,
            Is.EqualTo(FailureCode.InvalidToken));

    [Test]
    public void Find_DatabaseIsUnavailable_IsAFault()
    {
        _ports.Recordings.Setup(recordings => recordings.FindAsync(RecordingRows.Workspace, RecordingRows.Chat, It.IsAny<CancellationToken>()))
            .ThrowsAsync(new DependencyUnavailableException(Dependency.Database, null));

        Assert.That(() => FindAsync(Key, isByLink: true), Throws.InstanceOf<DependencyUnavailableException>());
    }

    private async Task AssertLostAsync(CredentialId credential, bool isByLink, FailureCode reason) =>
        Assert.That((await FindAsync(credential, isByLink)).Failure?.Code, Is.EqualTo(isByLink ? FailureCode.LinkRevoked : reason));

    private Task<Result<Recording>> FindAsync(CredentialId credential, bool isByLink) => _ports.Access.FindAsync(
        new ReadingRight(RecordingRows.Workspace, RecordingRows.Chat, RecordingRows.Key, credential, isByLink), default);

    private void AddPrivate(params string[] members) => _ports.Add(RecordingRows.Create(
        description: RecordingRows.Describe(kind: ChatKind.DirectMessage, participants: members)));

    private void AddKey(DateTimeOffset? revokedAt = null, DateTimeOffset? expiresAt = null) =>
        _ports.Credentials.Setup(credentials => credentials.FindAsync("key_1", It.IsAny<CancellationToken>())).ReturnsAsync(
            new ApiKey(
                "key_1", RecordingRows.Workspace, MemberId.From("agent-1"), [Scope.Read], RecordingRows.StartedAt, expiresAt, revokedAt));
}
