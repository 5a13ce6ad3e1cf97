using Moq;
using Recordings.Application.Administration;
using Recordings.Domain;
using Recordings.Domain.Access;
using Recordings.Domain.Chats;

namespace Recordings.Application.Tests.Administration;

[FixtureLifeCycle(LifeCycle.InstancePerTestCase)]
public sealed class CreateKeyTests
{
    private static readonly CreateKey Valid =
        new(RecordingRows.Workspace, MemberId.From("agent-1"), [Scope.Read, Scope.Write], ExpiresInDays: 30);

    private readonly MockedPorts _ports = new();
    private (ApiKey Key, Sha256 Digest)? _added;

    public CreateKeyTests() => SetUpAdd(true);

    [Test]
    public async Task Create_Key_IsOfTheMemberAndScopesAsked()
    {
        var key = (await HandleAsync(Valid)).Value!.Key;

        Assert.That(
            (key.Workspace, key.Member, key.Scopes, key.CreatedAt, key.RevokedAt),
            Is.EqualTo((Valid.Workspace, Valid.Member, Valid.Scopes, _ports.Time.GetUtcNow(), (DateTimeOffset?)null)));
    }

    [TestCase(null)]
    [TestCase(1)]
    [TestCase(36_500)]
    public async Task Create_ExpiresInDays_IsCountedFromNow(int? days)
    {
        DateTimeOffset? expected = days is { } some ? _ports.Time.GetUtcNow().AddDays(some) : null;

        Assert.That((await HandleAsync(Valid with { ExpiresInDays = days })).Value?.Key.ExpiresAt, Is.EqualTo(expected));
    }

    [Test]
    public async Task Create_Key_IsStoredByItsDigestOnly()
    {
        var created = (await HandleAsync(Valid)).Value!;

        Assert.That(_added, Is.EqualTo(((ApiKey, Sha256)?)(created.Key, ApiKeyText.Digest(created.Text))));
    }

    [Test]
    public async Task Create_KeyId_DoesNotRevealTheText()
    {
        var created = (await HandleAsync(Valid)).Value!;

        Assert.That(created.Text, Does.Not.Contain(created.Key.KeyId["key_".Length..]));
    }

    [Test]
    public async Task Create_Twice_GivesTwoKeys()
    {
        var (first, second) = ((await HandleAsync(Valid)).Value!, (await HandleAsync(Valid)).Value!);

        Assert.That((first.Text == second.Text, first.Key.KeyId == second.Key.KeyId), Is.EqualTo((false, false)));
    }

    [Test]
    public async Task Create_UnknownWorkspace_IsWorkspaceNotFound()
    {
        SetUpAdd(false);

        Assert.That((await HandleAsync(Valid)).Failure?.Code, Is.EqualTo(FailureCode.WorkspaceNotFound));
    }

    [TestCase(null, true)]
    [TestCase(0, false)]
    [TestCase(-1, false)]
    [TestCase(1, true)]
    [TestCase(36_500, true)]
    [TestCase(36_501, false)]
    public void Validate_ExpiresInDays_IsAtMostACentury(int? days, bool isValid) =>
        Assert.That(InvalidFields(Valid with { ExpiresInDays = days }), Is.EqualTo(isValid ? [] : new[] { "expires_in_days" }));

    [Test]
    public void Validate_NoScopes_IsAnError() => Assert.That(InvalidFields(Valid with { Scopes = [] }), Is.EqualTo(new[] { "scopes" }));

    private static string[] InvalidFields(CreateKey request) =>
        [.. new CreateKeyValidator().Validate(request).Errors.Select(error => error.PropertyName)];

    private Task<Result<CreatedKey>> HandleAsync(CreateKey request) =>
        new CreateKeyHandler(_ports.Credentials.Object, _ports.Time).Handle(request, default);

    private void SetUpAdd(bool isAdded) =>
        _ports.Credentials.Setup(keys => keys.AddAsync(It.IsAny<ApiKey>(), It.IsAny<Sha256>(), It.IsAny<CancellationToken>()))
            .Callback((ApiKey key, Sha256 digest, CancellationToken _) => _added = (key, digest)).ReturnsAsync(isAdded);
}
