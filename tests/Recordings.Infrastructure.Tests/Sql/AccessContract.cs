using Recordings.Application.Ports;
using Recordings.Domain.Access;
using Recordings.Domain.Chats;
using Recordings.Domain.Recordings;
using Recordings.Domain.Workspaces;

namespace Recordings.Infrastructure.Tests.Sql;

/// <summary>Workspaces and their API keys.</summary>
public abstract class AccessContract : SqlContract
{
    [Test]
    public async Task ExistsAsync_Workspace_IsTrueOnlyForIt()
    {
        Assert.That(await Workspaces.ExistsAsync(Workspace, default), Is.True);
        Assert.That(await Workspaces.ExistsAsync(new WorkspaceId(Guid.NewGuid()), default), Is.False);
    }

    [Test]
    public async Task AnyAsync_WorkspaceExists_IsTrue() => Assert.That(await Workspaces.AnyAsync(default), Is.True);

    [Test]
    public async Task AddAsync_ExistingWorkspaceId_IsFalse() =>
        Assert.That(await Workspaces.AddAsync(new Workspace(Workspace, "Other", false), Now, default), Is.False);

    [Test]
    public async Task SetRecordingAsync_Workspace_ReturnsIt() =>
        Assert.That(await Workspaces.SetRecordingAsync(Workspace, false, default), Is.EqualTo(new Workspace(Workspace, "Test", false)));

    [Test]
    public async Task SetRecordingAsync_UnknownWorkspace_IsNull() =>
        Assert.That(await Workspaces.SetRecordingAsync(new WorkspaceId(Guid.NewGuid()), false, default), Is.Null);

    [Test]
    public async Task AddAsync_Key_IsFoundByDigestAndById()
    {
        var key = Key("one") with { ExpiresAt = Now.AddDays(30) };
        Assert.That(await Credentials.AddAsync(key, Digest(key.KeyId), default), Is.True);

        var (byDigest, byId) = ((await Credentials.FindAsync(Digest(key.KeyId), chat: null, default))?.Key, await Credentials.FindAsync(key.KeyId, default));

        Assert.That(byDigest!.Scopes, Is.EqualTo(key.Scopes));
        Assert.That(byDigest with { Scopes = key.Scopes }, Is.EqualTo(key));
        Assert.That(byId! with { Scopes = key.Scopes }, Is.EqualTo(key));
    }

    /// <summary>Earlier releases allowed more characters.</summary>
    [Test]
    public async Task FindAsync_KeyWithMemberIdOfAnEarlierRelease_IsAsStored()
    {
        var key = Key("old") with { Member = MemberId.Restore("m\u200E1") };
        await Credentials.AddAsync(key, Digest(key.KeyId), default);

        Assert.That((await Credentials.FindAsync(key.KeyId, default))?.Member, Is.EqualTo(key.Member));
    }

    [Test]
    public async Task FindAsync_DigestAndChat_ReturnsTheRecordingToo([Values] bool assembled)
    {
        var call = await EndedCallAsync(chunks: 2);
        if (assembled)
            await KeepFileAsync(call);
        var key = await AddKeyAsync("reader");

        var found = (await Credentials.FindAsync(Digest(key.KeyId), Chat, default))?.Recording;

        Assert.That(Facts(found), Is.EqualTo(Facts(await FindAsync())));
        Assert.That(found!.StoredFile is not null, Is.EqualTo(assembled));
    }

    [Test]
    public async Task FindAsync_DigestWithoutChat_ReturnsNoRecording([Values] bool chatGiven)
    {
        var key = await AddKeyAsync("reader");
        if (!chatGiven)
            await OpenCallAsync();

        var found = await Credentials.FindAsync(Digest(key.KeyId), chatGiven ? Chat : null, default);

        Assert.That((found?.Key.KeyId, found?.Recording), Is.EqualTo((key.KeyId, (Recording?)null)));
    }

    [Test]
    public async Task FindAsync_KeyOfAnotherWorkspace_ReturnsNoRecording()
    {
        await OpenCallAsync();
        var key = Key("stranger") with { Workspace = await AddWorkspaceAsync() };
        await Credentials.AddAsync(key, Digest(key.KeyId), default);

        Assert.That(await Credentials.FindAsync(Digest(key.KeyId), Chat, default), Has.Property(nameof(PresentedKey.Recording)).Null);
    }

    [Test]
    public async Task FindAsync_UnknownKey_IsNull()
    {
        Assert.That(await Credentials.FindAsync(Digest("unknown"), Chat, default), Is.Null);
        Assert.That(await Credentials.FindAsync("' OR 1=1 --", default), Is.Null);
    }

    [Test]
    public async Task AddAsync_KeyOfUnknownWorkspace_IsFalse()
    {
        var key = Key("stray") with { Workspace = new WorkspaceId(Guid.NewGuid()) };

        Assert.That(await Credentials.AddAsync(key, Digest(key.KeyId), default), Is.False);
        Assert.That(await Credentials.FindAsync(key.KeyId, default), Is.Null);
    }

    [Test]
    public async Task RevokeAsync_Twice_KeepsTheFirstTime()
    {
        var key = Key("revoked");
        await Credentials.AddAsync(key, Digest(key.KeyId), default);

        Assert.That(await Credentials.RevokeAsync(key.KeyId, Now, default), Is.True);
        Assert.That(await Credentials.RevokeAsync(key.KeyId, Later, default), Is.True);

        Assert.That((await Credentials.FindAsync(key.KeyId, default))!.RevokedAt, Is.EqualTo(Now));
    }

    [Test]
    public async Task RevokeAsync_UnknownKey_IsFalse() =>
        Assert.That(await Credentials.RevokeAsync($"none-{Workspace}", Now, default), Is.False);

    [Test]
    public async Task ListAsync_Workspace_ReturnsItsKeysOldestFirst()
    {
        var elsewhere = Key("elsewhere") with { Workspace = await AddWorkspaceAsync() };
        ApiKey[] keys = [Key("b") with { CreatedAt = Now.AddSeconds(1) }, Key("z"), elsewhere];
        foreach (var key in keys)
            await Credentials.AddAsync(key, Digest(key.KeyId), default);

        Assert.That((await Credentials.ListAsync(Workspace, default)).Select(key => key.KeyId), Is.EqualTo(new[] { keys[1].KeyId, keys[0].KeyId }));
    }

    private static object? Facts(Recording? found) => found is null
        ? null
        : (found.Workspace, found.Id, found.Key, found.Chat.EndedAt, found.Chat.Description.StartedAt, found.RecordingEnabled,
            found.ChunkCount, found.Revision, found.Summary, found.StoredFile);

    private async Task<ApiKey> AddKeyAsync(string name)
    {
        var key = Key(name);
        await Credentials.AddAsync(key, Digest(key.KeyId), default);
        return key;
    }

    private ApiKey Key(string name) =>
        new($"{name}-{Workspace}", Workspace, MemberId.From("m-1"), [Scope.Read, Scope.Write], Now, null, null);
}
