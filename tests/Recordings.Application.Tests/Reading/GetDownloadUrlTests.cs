using Moq;
using Recordings.Application.Links;
using Recordings.Application.Ports;
using Recordings.Application.Reading;
using Recordings.Domain.Access;
using Recordings.Domain.Chats;
using Recordings.Domain.Recordings;
using Recordings.Domain.Timelines;

namespace Recordings.Application.Tests.Reading;

[FixtureLifeCycle(LifeCycle.InstancePerTestCase)]
public sealed class GetDownloadUrlTests : IAsyncDisposable
{
    private static readonly DownloadOptions Limits = new() { DefaultExpirySeconds = 600, MaxExpirySeconds = 900, MaxWaitSeconds = 25 };

    private readonly MockedPorts _ports = new(Limits);

    public GetDownloadUrlTests()
    {
        _ports.Add(RecordingRows.WithFile, RecordingRows.Chunk);
        _ports.AddFile(RecordingRows.File);
        AddKey(revokedAt: null);
        _ports.Links.Setup(links => links.SignAsync(It.IsAny<LinkRequest>(), It.IsAny<CancellationToken>()))
            .ReturnsAsync((LinkRequest request, CancellationToken _) => new SignedLink(
                new Uri($"https://example.test/{request.File.ObjectKey}"), request.Lifetime, RecordingRows.EndedAt + request.Lifetime));
    }

    public ValueTask DisposeAsync() => _ports.DisposeAsync();

    [Test]
    public async Task Get_StoredFile_IsALinkToIt()
    {
        var url = (await GetAsync()).Value!;

        Assert.That((url.Url.AbsolutePath, url.Cached), Is.EqualTo(("/" + RecordingRows.File.ObjectKey, true)));
    }

    [Test]
    public async Task Get_StoredFile_ReadsNoChunkAndRendersNothing()
    {
        await GetAsync();

        _ports.Recordings.Verify(
            recordings => recordings.LoadChunksAsync(It.IsAny<ChatKey>(), It.IsAny<CancellationToken>()), Times.Never);
        _ports.Renderer.Verify(renderer => renderer.Open(It.IsAny<Timeline>(), It.IsAny<Rendition>(), It.IsAny<RenderingPurpose>()), Times.Never);
    }

    [TestCase(null, 600)]
    [TestCase("1", 1)]
    [TestCase("900", 900)]
    [TestCase("901", 900)]
    [TestCase("99999999999999999999", 900)]
    public async Task Get_Lifetime_IsTheDefaultOrLoweredToTheMaximum(string? asked, long expected) =>
        Assert.That((await GetAsync(asked)).Value?.ExpiresIn, Is.EqualTo(expected));

    [Test]
    public async Task Get_LinkThatEndsEarlier_SaysItsOwnLifetime()
    {
        _ports.Links.Setup(links => links.SignAsync(It.IsAny<LinkRequest>(), It.IsAny<CancellationToken>()))
            .ReturnsAsync(new SignedLink(new Uri("https://example.test/"), TimeSpan.FromSeconds(5), RecordingRows.EndedAt));

        Assert.That((await GetAsync()).Value?.ExpiresIn, Is.EqualTo(5));
    }

    [Test]
    public async Task Get_FileIsNotAssembled_AssemblesIt()
    {
        _ports.Add(RecordingRows.Create(), RecordingRows.Chunk);

        var url = (await GetAsync()).Value!;

        Assert.That((url.Assembled.File.ObjectKey, url.Cached), Is.EqualTo((RecordingRows.File.ObjectKey, false)));
    }

    [TestCase(null)]
    [TestCase(-1L)]
    public async Task Get_FileIsMissingOrTooShort_AssemblesItAgain(long? difference)
    {
        _ports.Store.Setup(store => store.FindLengthAsync(RecordingRows.File.ObjectKey, It.IsAny<CancellationToken>()))
            .ReturnsAsync(RecordingRows.File.SizeBytes + difference);

        Assert.That((await GetAsync()).Value?.Cached, Is.False);
        _ports.Store.Verify(
            store => store.PutAsync(RecordingRows.File.ObjectKey, _ports.Rendered, It.IsAny<CancellationToken>()), Times.Once);
    }

    [Test]
    public async Task Get_AssemblyTakesLongerThanTheLimit_IsAssemblyInProgress()
    {
        BlockAssembly();

        var waiting = GetAsync();
        _ports.Time.Advance(Limits.MaxWait);

        Assert.That((await waiting).Failure, Is.EqualTo(Failures.AssemblyInProgress));
    }

    [Test]
    public void Get_AssemblyWithinTheLimit_IsWaitedFor()
    {
        BlockAssembly();

        var waiting = GetAsync();
        _ports.Time.Advance(Limits.MaxWait - TimeSpan.FromTicks(1));

        Assert.That(waiting.IsCompleted, Is.False);
    }

    [Test]
    public async Task Get_CallInProgress_IsItsFailure()
    {
        _ports.Add(RecordingRows.Create(ended: false), RecordingRows.Chunk);

        Assert.That((await GetAsync()).Failure?.Code, Is.EqualTo(FailureCode.CallInProgress));
    }

    [Test]
    public async Task Get_ChatDeletedWhileAssembling_IsChatNotFound()
    {
        _ports.Add(RecordingRows.Create(), RecordingRows.Chunk);
        _ports.Recordings.Setup(recordings => recordings.KeepFileAsync(
                It.IsAny<Recording>(), It.IsAny<StoredFile>(), It.IsAny<DateTimeOffset>(), It.IsAny<DateTimeOffset>(), It.IsAny<CancellationToken>()))
            .ReturnsAsync(false);

        Assert.That((await GetAsync()).Failure?.Code, Is.EqualTo(FailureCode.ChatNotFound));
    }

    [Test]
    public async Task Get_ChatMadePrivateWhileAssembling_IsPrivateChat()
    {
        WhileAssembling(() => _ports.Add(
            RecordingRows.Create(description: RecordingRows.Describe(kind: ChatKind.DirectMessage, owner: "other")), RecordingRows.Chunk));

        Assert.That((await GetAsync()).Failure?.Code, Is.EqualTo(FailureCode.PrivateChat));
        AssertNothingSigned();
    }

    [Test]
    public async Task Get_KeyRevokedWhileAssembling_IsInvalidToken()
    {
        WhileAssembling(() => AddKey(revokedAt: RecordingRows.EndedAt));

        Assert.That((await GetAsync()).Failure?.Code, Is.EqualTo(FailureCode.InvalidToken));
        AssertNothingSigned();
    }

    private void AssertNothingSigned() => _ports.Links.Verify(
        links => links.SignAsync(It.IsAny<LinkRequest>(), It.IsAny<CancellationToken>()), Times.Never);

    private void WhileAssembling(Action change)
    {
        _ports.Add(RecordingRows.Create(), RecordingRows.Chunk);
        _ports.Store.Setup(store => store.PutAsync(It.IsAny<string>(), It.IsAny<Stream>(), It.IsAny<CancellationToken>()))
            .Callback(change)
            .ReturnsAsync(new ContentChecksums(Digests.Of("written"), default));
    }

    private void AddKey(DateTimeOffset? revokedAt) =>
        _ports.Credentials.Setup(credentials => credentials.FindAsync("key_1", It.IsAny<CancellationToken>())).ReturnsAsync(
            new ApiKey("key_1", RecordingRows.Workspace, MemberId.From("agent-1"), [Scope.Read], RecordingRows.StartedAt, null, revokedAt));

    /// <summary>The assembly ends only when the fixture is disposed.</summary>
    private void BlockAssembly()
    {
        _ports.Add(RecordingRows.Create(), RecordingRows.Chunk);
        _ports.Store.Setup(store => store.PutAsync(It.IsAny<string>(), It.IsAny<Stream>(), It.IsAny<CancellationToken>()))
            .Returns((string _, Stream _, CancellationToken stop) => new TaskCompletionSource<ContentChecksums>().Task.WaitAsync(stop));
    }

    private Task<Result<CallRecordingDownloadUrl>> GetAsync(string? lifetime = null)
    {
        LinkLifetime? asked = LinkLifetime.TryParse(lifetime, out var parsed) ? parsed : null;
        var handler = new GetDownloadUrlHandler(
            _ports.Gate, _ports.Access, _ports.Store.Object, _ports.Assembler, _ports.Links.Object, _ports.Downloads,
            _ports.Time);
        return handler.Handle(
            new GetDownloadUrl(
                RecordingRows.Workspace, RecordingRows.Chat, Callers.Create(), Rendition.Mix, asked, Download: false,
                new Uri("https://example.test")),
            default);
    }
}
