using Moq;
using Recordings.Application.Links;
using Recordings.Application.Reading;
using Recordings.Domain.Access;
using Recordings.Domain.Chats;
using Recordings.Domain.Recordings;

namespace Recordings.Application.Tests.Reading;

[FixtureLifeCycle(LifeCycle.InstancePerTestCase)]
public sealed class OpenSignedLinkTests
{
    private const string Target = "/signed?signature=1";

    private static readonly LinkGrant Grant = new(
        RecordingRows.Workspace, RecordingRows.Chat, RecordingRows.Key, RecordingRows.Summary.Fingerprint,
        new CredentialId(CredentialKind.ApiKey, "key_1"), Download: false);

    private readonly MockedPorts _ports = new();

    public OpenSignedLinkTests()
    {
        _ports.Add(RecordingRows.WithFile, RecordingRows.Chunk);
        _ports.AddFile(RecordingRows.File);
        AddKey(revokedAt: null);
    }

    [Test]
    public async Task Open_GrantedLink_IsTheAudio() => Assert.That((await OpenAsync(Grant)).Recording.Failure, Is.Null);

    [Test]
    public async Task Open_InvalidLink_IsLinkInvalid() =>
        Assert.That((await OpenAsync(new LinkVerdict.Invalid())).Recording.Failure?.Code, Is.EqualTo(FailureCode.LinkInvalid));

    [Test]
    public async Task Open_InvalidLink_NamesNoGrant() => Assert.That((await OpenAsync(new LinkVerdict.Invalid())).Grant, Is.Null);

    [Test]
    public async Task Open_ExpiredLink_IsLinkExpired() =>
        Assert.That((await OpenAsync(new LinkVerdict.Expired(Grant))).Recording.Failure?.Code, Is.EqualTo(FailureCode.LinkExpired));

    [Test]
    public async Task Open_ExpiredLink_NamesItsGrant() =>
        Assert.That((await OpenAsync(new LinkVerdict.Expired(Grant))).Grant, Is.EqualTo(Grant));

    [Test]
    public async Task Open_RevokedKey_IsLinkRevoked()
    {
        AddKey(revokedAt: RecordingRows.EndedAt);

        await AssertRevokedAsync();
    }

    [Test]
    public async Task Open_UnknownKey_IsLinkRevoked() =>
        Assert.That(
            (await OpenAsync(Grant with { Credential = new CredentialId(CredentialKind.ApiKey, "key_2") })).Recording.Failure?.Code,
            Is.EqualTo(FailureCode.LinkRevoked));

    [Test]
    public async Task Open_DeletedChat_IsLinkRevoked()
    {
        _ports.AddVersions((Recording?)null);

        await AssertRevokedAsync();
    }

    [Test]
    public async Task Open_ChatCapturedAgain_IsLinkRevoked()
    {
        _ports.Add(RecordingRows.Create(summary: RecordingRows.Summary, key: RecordingRows.OtherKey), RecordingRows.Chunk);

        await AssertRevokedAsync();
    }

    [Test]
    public async Task Open_RecordingIsOff_IsLinkRevoked()
    {
        _ports.Add(RecordingRows.Create(enabled: false, summary: RecordingRows.Summary, file: RecordingRows.File), RecordingRows.Chunk);

        await AssertRevokedAsync();
    }

    [Test]
    public async Task Open_VersionIsGone_IsLinkRevoked() =>
        Assert.That(
            (await OpenAsync(Grant with { Fingerprint = Digests.Of("gone") })).Recording.Failure?.Code,
            Is.EqualTo(FailureCode.LinkRevoked));

    [Test]
    public async Task Open_RevokedLink_NamesItsGrant()
    {
        AddKey(revokedAt: RecordingRows.EndedAt);

        Assert.That((await OpenAsync(Grant)).Grant, Is.EqualTo(Grant));
    }

    [TestCase(false)]
    [TestCase(true)]
    public async Task Open_LinkOfAKey_NamesTheMemberOfTheKey(bool isRevoked)
    {
        AddKey(isRevoked ? RecordingRows.EndedAt : null);

        Assert.That((await OpenAsync(Grant)).Member?.Value, Is.EqualTo("agent-1"));
    }

    [Test]
    public async Task Open_UnknownKey_NamesNoMember() =>
        Assert.That((await OpenAsync(Grant with { Credential = new CredentialId(CredentialKind.ApiKey, "key_2") })).Member, Is.Null);

    [Test]
    public async Task Open_LinkOfATokensSubject_NamesTheSubject() =>
        Assert.That(
            (await OpenAsync(Grant with { Credential = new CredentialId(CredentialKind.Subject, "agent-2") })).Member?.Value,
            Is.EqualTo("agent-2"));

    [Test]
    public async Task Open_ExpiredKey_IsTheAudio()
    {
        AddKey(revokedAt: null, expiresAt: _ports.Time.GetUtcNow().AddDays(-1));

        Assert.That((await OpenAsync(Grant)).Recording.Failure, Is.Null);
    }

    [Test]
    public async Task Open_LinkOfATokensSubject_IsTheAudio() =>
        Assert.That(
            (await OpenAsync(Grant with { Credential = new CredentialId(CredentialKind.Subject, "agent-1") })).Recording.Failure, Is.Null);

    [Test]
    public async Task Open_PrivateChatWithoutTheMember_IsLinkRevoked()
    {
        _ports.Add(
            RecordingRows.Create(
                summary: RecordingRows.Summary, file: RecordingRows.File,
                description: RecordingRows.Describe(kind: ChatKind.DirectMessage, owner: "other")),
            RecordingRows.Chunk);

        await AssertRevokedAsync();
    }

    [Test]
    public async Task Open_GrantedLink_HasTheRightOfItsGrant() =>
        Assert.That(
            (await OpenAsync(Grant)).Recording.Value?.Right,
            Is.EqualTo(new ReadingRight(Grant.Workspace, Grant.Chat, Grant.Key, Grant.Credential, IsByLink: true)));

    [TestCase(true)]
    [TestCase(false)]
    public async Task Open_Download_IsAsGranted(bool download) =>
        Assert.That((await OpenAsync(Grant with { Download = download })).Recording.Value?.Audio.Download, Is.EqualTo(download));

    private async Task AssertRevokedAsync() =>
        Assert.That((await OpenAsync(Grant)).Recording.Failure?.Code, Is.EqualTo(FailureCode.LinkRevoked));

    private Task<FollowedLink> OpenAsync(LinkGrant grant) => OpenAsync(new LinkVerdict.Granted(grant));

    private async Task<FollowedLink> OpenAsync(LinkVerdict verdict)
    {
        _ports.Links.Setup(links => links.Verify(Target)).Returns(verdict);
        return await new OpenSignedLinkHandler(_ports.Links.Object, _ports.Access, _ports.Opener).Handle(new OpenSignedLink(Target), default);
    }

    private void AddKey(DateTimeOffset? revokedAt, DateTimeOffset? expiresAt = null) =>
        _ports.Credentials.Setup(credentials => credentials.FindAsync("key_1", It.IsAny<CancellationToken>())).ReturnsAsync(
            new ApiKey(
                "key_1", RecordingRows.Workspace, MemberId.From("agent-1"), [Scope.Read], RecordingRows.StartedAt, expiresAt, revokedAt));
}
