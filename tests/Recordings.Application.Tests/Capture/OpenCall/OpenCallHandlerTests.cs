using Moq;
using Recordings.Application.Access;
using Recordings.Application.Capture;
using Recordings.Application.Capture.OpenCall;
using Recordings.Application.Ports;
using Recordings.Domain.Access;
using Recordings.Domain.Chats;
using Recordings.Domain.Recordings;
using Recordings.Domain.Workspaces;
using Request = Recordings.Application.Capture.OpenCall.OpenCall;

namespace Recordings.Application.Tests.Capture.OpenCall;

[FixtureLifeCycle(LifeCycle.InstancePerTestCase)]
public sealed class OpenCallHandlerTests
{
    private static readonly Recording Opened = RecordingRows.Create(ended: false, chunks: 0);

    private static readonly Recording Private = RecordingRows.Create(
        ended: false, chunks: 0, description: RecordingRows.Describe(kind: ChatKind.DirectMessage));

    /// <summary>Writes about others: it is not in its chats.</summary>
    private static readonly Caller Platform = Callers.Create("platform", Scope.Write);

    private readonly MockedPorts _ports = new();
    private readonly Mock<IAccessLedger> _ledger = new();
    private readonly OwedChange _owed = new();
    private ChatDescription? _written;

    public OpenCallHandlerTests()
    {
        SetUpAdd(true);
        _ports.Calls.Setup(calls => calls.DescribeAsync(
                RecordingRows.Key, It.IsAny<ChatDescription>(), It.IsAny<ChatDescription>(), It.IsAny<CancellationToken>()))
            .Callback((ChatKey _, ChatDescription _, ChatDescription next, CancellationToken _) => _written = next).ReturnsAsync(true);
    }

    [Test]
    public async Task Open_UnknownChat_IsCreated()
    {
        _ports.AddVersions(null, Opened);

        var call = (await HandleAsync(OpenCallRequests.Valid)).Value!;

        Assert.That((call.Created, call.Details.Recording), Is.EqualTo((true, Opened)));
    }

    [Test]
    public async Task Open_KnownChat_IsNotCreated()
    {
        _ports.AddVersions(Opened);

        Assert.That((await HandleAsync(OpenCallRequests.Valid)).Value?.Created, Is.False);
    }

    [TestCase(true)]
    [TestCase(false)]
    public async Task Open_Chat_IsDescribedAsSent(bool isKnown)
    {
        _ports.AddVersions(isKnown ? Opened : null, Opened);

        await HandleAsync(OpenCallRequests.Valid with { Kind = "manager_owned", OwnerMemberId = "boss" });

        Assert.That(
            (_written!.Channel, _written.Kind, _written.Owner?.Value, _written.StartedAt),
            Is.EqualTo((Channel.WebVoice, ChatKind.ManagerOwned, "boss", RecordingRows.StartedAt)));
        Assert.That(
            _written.Participants,
            Is.EqualTo(new[] { new Participant(MemberId.From("agent-1"), "agent", TrackName.From("agent")) }));
    }

    [Test]
    public async Task Open_AnotherRequestOpensItFirst_IsNotCreated()
    {
        _ports.AddVersions(null, Opened);
        SetUpAdd(false);

        Assert.That((await HandleAsync(OpenCallRequests.Valid)).Value?.Created, Is.False);
    }

    [Test]
    public async Task Open_AnotherRequestMakesItPrivate_IsKindConflict()
    {
        _ports.AddVersions(Opened, Private);
        _ports.Calls.Setup(calls => calls.DescribeAsync(
                RecordingRows.Key, Opened.Chat.Description, It.IsAny<ChatDescription>(), It.IsAny<CancellationToken>()))
            .ReturnsAsync(false);

        Assert.That((await HandleAsync(OpenCallRequests.Valid with { Caller = Platform })).Failure?.Code, Is.EqualTo(FailureCode.KindConflict));
    }

    [Test]
    public async Task Open_DeletedBeforeTheAnswer_IsChatNotFound()
    {
        _ports.AddVersions((Recording?)null);

        Assert.That((await HandleAsync(OpenCallRequests.Valid)).Failure?.Code, Is.EqualTo(FailureCode.ChatNotFound));
    }

    [Test]
    public async Task Open_PrivateChatAsStandard_IsKindConflict()
    {
        _ports.AddVersions(Private);

        Assert.That((await HandleAsync(OpenCallRequests.Valid with { Caller = Platform })).Failure?.Code, Is.EqualTo(FailureCode.KindConflict));
    }

    [Test]
    public async Task Open_PrivateChatAsStandard_WritesNothing()
    {
        _ports.AddVersions(Private);

        await HandleAsync(OpenCallRequests.Valid with { Caller = Platform });

        Assert.That(_written, Is.Null);
    }

    [Test]
    public async Task Open_PrivateChatAsStandardByAnAdmin_IsDescribed()
    {
        _ports.AddVersions(Private);

        await HandleAsync(OpenCallRequests.Valid with { Caller = Callers.Create(scope: Scope.Admin) });

        Assert.That(_written?.Kind, Is.EqualTo(ChatKind.Standard));
    }

    [TestCase("agent-1", null)]
    [TestCase("agent-2", "agent-1")]
    public async Task Open_PrivateChatWithTheCallerInIt_IsSelfAdmission(string participant, string? owner)
    {
        _ports.AddVersions(Private);

        var result = await HandleAsync(Admitting(participant, owner));

        Assert.That((result.Failure?.Code, _written), Is.EqualTo((FailureCode.SelfAdmission, default(ChatDescription))));
    }

    [Test]
    public async Task Open_PrivateChatWithTheCallerInItByAnAdmin_IsDescribed()
    {
        _ports.AddVersions(Private);

        await HandleAsync(Admitting("agent-1") with { Caller = Callers.Create(scope: Scope.Admin) });

        Assert.That(_written?.Participants.Single().Member, Is.EqualTo(MemberId.From("agent-1")));
    }

    [Test]
    public async Task Open_AnotherRequestRemovesTheCaller_IsSelfAdmission()
    {
        var withCaller = RecordingRows.Create(
            ended: false, chunks: 0, description: RecordingRows.Describe(kind: ChatKind.DirectMessage, participants: "agent-1"));
        _ports.AddVersions(withCaller, Private);
        _ports.Calls.Setup(calls => calls.DescribeAsync(
                RecordingRows.Key, withCaller.Chat.Description, It.IsAny<ChatDescription>(), It.IsAny<CancellationToken>()))
            .ReturnsAsync(false);

        Assert.That((await HandleAsync(Admitting("agent-1"))).Failure?.Code, Is.EqualTo(FailureCode.SelfAdmission));
    }

    [Test]
    public async Task Open_AnotherRequestOpensItPrivately_IsSelfAdmission()
    {
        _ports.AddVersions(null, Private);
        SetUpAdd(false);

        Assert.That((await HandleAsync(Admitting("agent-1"))).Failure?.Code, Is.EqualTo(FailureCode.SelfAdmission));
    }

    [Test]
    public async Task Open_ChangeOfAPrivateChat_IsOwedToTheAudit()
    {
        _ports.AddVersions(Private);

        await HandleAsync(Admitting("agent-2"));

        Assert.That(_owed.Value?.Added, Is.EqualTo(new[] { MemberId.From("agent-2") }));
    }

    [Test]
    public void Open_ChangeWithoutAWritableLedger_IsNotWritten()
    {
        _ports.AddVersions(Private);
        _ledger.Setup(ledger => ledger.EnsureWritableAsync(It.IsAny<CancellationToken>()))
            .ThrowsAsync(new DependencyUnavailableException(Dependency.Audit, new IOException()));

        Assert.That(() => HandleAsync(Admitting("agent-2")), Throws.TypeOf<DependencyUnavailableException>());
        Assert.That((_written, _owed.Value), Is.EqualTo((default(ChatDescription), default(DescriptionChange))));
    }

    [Test]
    public async Task Open_NewPrivateChat_OwesNothing()
    {
        _ports.AddVersions(null, Private);

        await HandleAsync(Admitting("agent-1"));

        Assert.That(_owed.Value, Is.Null);
        _ledger.VerifyNoOtherCalls();
    }

    [Test]
    public async Task Open_WriteThatLosesToAnother_OwesOnlyTheLastChange()
    {
        var withOther = RecordingRows.Create(
            ended: false, chunks: 0, description: RecordingRows.Describe(kind: ChatKind.DirectMessage, participants: "agent-2"));
        _ports.AddVersions(withOther, Private);
        _ports.Calls.Setup(calls => calls.DescribeAsync(
                RecordingRows.Key, withOther.Chat.Description, It.IsAny<ChatDescription>(), It.IsAny<CancellationToken>()))
            .ReturnsAsync(false);

        await HandleAsync(Admitting("agent-3"));

        Assert.That((_owed.Value?.Added.Single().Value, _owed.Value?.Removed), Is.EqualTo(("agent-3", Array.Empty<MemberId>())));
    }

    [Test]
    public async Task Open_AnotherRequestMakesTheChangeFirst_OwesNothing()
    {
        var done = RecordingRows.Create(
            ended: false, chunks: 0, description: RecordingRows.Describe(kind: ChatKind.DirectMessage, participants: "agent-1"));
        _ports.AddVersions(Private, done);
        _ports.Calls.Setup(calls => calls.DescribeAsync(
                RecordingRows.Key, Private.Chat.Description, It.IsAny<ChatDescription>(), It.IsAny<CancellationToken>()))
            .ReturnsAsync(false);

        var result = await HandleAsync(Admitting("agent-1") with { Caller = Platform });

        Assert.That((result.Failure, _owed.Value), Is.EqualTo((default(Failure), default(DescriptionChange))));
    }

    [Test]
    public async Task Open_StartAfterTheEnd_IsAnErrorOfStartedAt()
    {
        _ports.AddVersions(RecordingRows.Create(chunks: 0));

        var result = await HandleAsync(OpenCallRequests.Valid with { StartedAt = Rfc3339.Format(RecordingRows.EndedAt.AddSeconds(1)) });

        Assert.That(result.Failure?.Errors?.Keys, Is.EqualTo(new[] { "started_at" }));
    }

    [Test]
    public async Task Open_StartAfterTheEnd_WritesNothing()
    {
        _ports.AddVersions(RecordingRows.Create(chunks: 0));

        await HandleAsync(OpenCallRequests.Valid with { StartedAt = Rfc3339.Format(RecordingRows.EndedAt.AddSeconds(1)) });

        Assert.That(_written, Is.Null);
    }

    [Test]
    public async Task Open_StartAtTheEnd_IsDescribed()
    {
        _ports.AddVersions(RecordingRows.Create(chunks: 0));

        await HandleAsync(OpenCallRequests.Valid with { StartedAt = Rfc3339.Format(RecordingRows.EndedAt) });

        Assert.That(_written?.StartedAt, Is.EqualTo(RecordingRows.EndedAt));
    }

    private static Request Admitting(string participant, string? owner = null) => OpenCallRequests.Valid with
    {
        Kind = "direct_message",
        OwnerMemberId = owner,
        Participants = [new ReportedParticipant(participant, null, null)],
    };

    private Task<Result<CapturedCall>> HandleAsync(Request request) =>
        new OpenCallHandler(_ports.Recordings.Object, _ports.Calls.Object, _ledger.Object, _owed, _ports.Describer).Handle(request, default);

    private void SetUpAdd(bool isAdded) =>
        _ports.Calls.Setup(calls => calls.AddAsync(
                RecordingRows.Workspace, RecordingRows.Chat, It.IsAny<ChatDescription>(), It.IsAny<CancellationToken>()))
            .Callback((WorkspaceId _, ChatId _, ChatDescription next, CancellationToken _) => _written = next)
            .ReturnsAsync(isAdded);
}
