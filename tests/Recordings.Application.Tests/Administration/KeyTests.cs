using Moq;
using Recordings.Application.Administration;
using Recordings.Domain.Access;
using Recordings.Domain.Chats;

namespace Recordings.Application.Tests.Administration;

/// <summary>Lists and revokes keys.</summary>
[FixtureLifeCycle(LifeCycle.InstancePerTestCase)]
public sealed class KeyTests
{
    private static readonly DateTimeOffset RevokedAt = RecordingRows.EndedAt;

    private static readonly ApiKey Key = new(
        "key_1", RecordingRows.Workspace, MemberId.From("agent-1"), [Scope.Read], RecordingRows.StartedAt,
        ExpiresAt: null, RevokedAt: null);

    private readonly MockedPorts _ports = new();

    [Test]
    public async Task List_KnownWorkspace_HasItsKeys()
    {
        _ports.Workspaces.Setup(workspaces => workspaces.ExistsAsync(RecordingRows.Workspace, It.IsAny<CancellationToken>()))
            .ReturnsAsync(true);
        _ports.Credentials.Setup(keys => keys.ListAsync(RecordingRows.Workspace, It.IsAny<CancellationToken>()))
            .ReturnsAsync([Key, Key with { RevokedAt = RevokedAt }]);

        Assert.That((await ListAsync()).Value?.Keys, Is.EqualTo(new[] { Key, Key with { RevokedAt = RevokedAt } }));
    }

    [Test]
    public async Task List_UnknownWorkspace_IsWorkspaceNotFound() =>
        Assert.That((await ListAsync()).Failure?.Code, Is.EqualTo(FailureCode.WorkspaceNotFound));

    [Test]
    public async Task Revoke_Key_IsRevokedNow()
    {
        _ports.Credentials.Setup(keys => keys.RevokeAsync("key_1", It.IsAny<DateTimeOffset>(), It.IsAny<CancellationToken>()))
            .Callback((string _, DateTimeOffset now, CancellationToken _) => SetUpKey(Key with { RevokedAt = now })).ReturnsAsync(true);

        Assert.That((await RevokeAsync()).Value, Is.EqualTo(new RevokedKey("key_1", _ports.Time.GetUtcNow())));
    }

    [Test]
    public async Task Revoke_RevokedKey_KeepsTheFirstTime()
    {
        SetUpKey(Key with { RevokedAt = RevokedAt });

        Assert.That((await RevokeAsync()).Value, Is.EqualTo(new RevokedKey("key_1", RevokedAt)));
    }

    [Test]
    public async Task Revoke_UnknownKey_IsKeyNotFound() =>
        Assert.That((await RevokeAsync()).Failure?.Code, Is.EqualTo(FailureCode.KeyNotFound));

    private void SetUpKey(ApiKey key) =>
        _ports.Credentials.Setup(keys => keys.FindAsync(key.KeyId, It.IsAny<CancellationToken>())).ReturnsAsync(key);

    private Task<Result<KeyList>> ListAsync() =>
        new ListKeysHandler(_ports.Workspaces.Object, _ports.Credentials.Object).Handle(new ListKeys(RecordingRows.Workspace), default);

    private Task<Result<RevokedKey>> RevokeAsync() =>
        new RevokeKeyHandler(_ports.Credentials.Object, _ports.Time).Handle(new RevokeKey("key_1"), default);
}
