using Recordings.Application.Reading;
using Recordings.Domain.Access;
using Recordings.Domain.Chats;
using Recordings.Domain.Recordings;

namespace Recordings.Application.Tests.Reading;

public sealed class RecordingGateTests
{
    private static readonly ChatDescription Private = RecordingRows.Describe(
        kind: ChatKind.DirectMessage, owner: "owner", participants: ["participant"]);

    [Test]
    public async Task FindVisible_UnknownChat_IsChatNotFound() =>
        Assert.That((await FindVisibleAsync(new MockedPorts(), Callers.Create())).Failure?.Code, Is.EqualTo(FailureCode.ChatNotFound));

    [TestCase(Scope.Read)]
    [TestCase(Scope.Write)]
    [TestCase(Scope.Admin)]
    public async Task FindVisible_PrivateChatOfOthers_IsPrivateChat(Scope scope)
    {
        var ports = new MockedPorts();
        ports.Add(RecordingRows.Create(description: Private));

        var found = await FindVisibleAsync(ports, Callers.Create("stranger", scope));

        Assert.That(found.Failure?.Code, Is.EqualTo(FailureCode.PrivateChat));
    }

    [TestCase("owner")]
    [TestCase("participant")]
    public async Task FindVisible_OwnPrivateChat_IsTheRecording(string member)
    {
        var ports = new MockedPorts();
        var recording = RecordingRows.Create(description: Private);
        ports.Add(recording);

        Assert.That((await FindVisibleAsync(ports, Callers.Create(member))).Value, Is.EqualTo(recording));
    }

    [TestCase(false, Channel.WebVoice, true, 1)]
    [TestCase(true, Channel.Sms, true, 1)]
    [TestCase(true, Channel.WebVoice, false, 1)]
    [TestCase(true, Channel.WebVoice, true, 0)]
    public async Task FindVisible_RecordingWithoutAudio_IsTheRecording(bool enabled, Channel channel, bool ended, int chunks)
    {
        var ports = new MockedPorts();
        var recording = RecordingRows.Create(ended, chunks, enabled, RecordingRows.Describe(channel));
        ports.Add(recording);

        Assert.That((await FindVisibleAsync(ports, Callers.Create())).Value, Is.EqualTo(recording));
    }

    /// <summary>Each row removes one reason from the row before: the reasons are checked in the contract's order.</summary>
    [TestCase("stranger", false, Channel.Sms, false, 0, FailureCode.PrivateChat)]
    [TestCase("owner", false, Channel.Sms, false, 0, FailureCode.RecordingDisabled)]
    [TestCase("owner", true, Channel.Sms, false, 0, FailureCode.NotAVoiceChat)]
    [TestCase("owner", true, Channel.PhoneVoice, false, 0, FailureCode.CallInProgress)]
    [TestCase("owner", true, Channel.PhoneVoice, true, 0, FailureCode.NoAudio)]
    [TestCase("owner", true, Channel.PhoneVoice, true, 1, null)]
    public async Task FindReadable_SeveralReasons_GivesTheFirst(
        string member, bool enabled, Channel channel, bool ended, int chunks, FailureCode? expected)
    {
        var ports = new MockedPorts();
        ports.Add(RecordingRows.Create(
            ended, chunks, enabled, RecordingRows.Describe(channel, ChatKind.DirectMessage, owner: "owner")));

        Assert.That((await FindReadableAsync(ports, Callers.Create(member))).Failure?.Code, Is.EqualTo(expected));
    }

    [Test]
    public async Task FindReadable_UnknownChat_IsChatNotFound() =>
        Assert.That((await FindReadableAsync(new MockedPorts(), Callers.Create())).Failure?.Code, Is.EqualTo(FailureCode.ChatNotFound));

    [Test]
    public async Task FindReadable_CallInProgress_SaysWhenToRetry()
    {
        var ports = new MockedPorts();
        ports.Add(RecordingRows.Create(ended: false));

        Assert.That((await FindReadableAsync(ports, Callers.Create())).Failure?.RetryAfter, Is.EqualTo(TimeSpan.FromSeconds(30)));
    }

    private static Task<Result<Recording>> FindVisibleAsync(MockedPorts ports, Caller caller) =>
        ports.Gate.FindVisibleAsync(Query(caller), default);

    private static Task<Result<Recording>> FindReadableAsync(MockedPorts ports, Caller caller) =>
        ports.Gate.FindReadableAsync(Query(caller), default);

    private static GetRecording Query(Caller caller) => new(RecordingRows.Workspace, RecordingRows.Chat, caller);
}
