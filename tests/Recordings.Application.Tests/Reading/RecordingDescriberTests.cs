using Recordings.Application.Reading;
using Recordings.Domain.Chats;
using Recordings.Domain.Recordings;

namespace Recordings.Application.Tests.Reading;

[FixtureLifeCycle(LifeCycle.InstancePerTestCase)]
public sealed class RecordingDescriberTests
{
    private readonly MockedPorts _ports = new();

    [Test]
    public async Task Describe_NoChunks_HasNoTimeline() =>
        Assert.That((await _ports.Describer.DescribeAsync(RecordingRows.Create(chunks: 0), default)).Value?.Outline, Is.Null);

    [Test]
    public async Task Describe_Chunks_HasTheirTimelineAndSummary()
    {
        var recording = RecordingRows.Create();
        _ports.Add(recording, RecordingRows.Chunk);

        var details = (await _ports.Describer.DescribeAsync(recording, default)).Value!;

        Assert.That((details.Outline!.Frames, details.Recording.Summary), Is.EqualTo((8000L, RecordingRows.Summary)));
    }

    [Test]
    public async Task Describe_ChatDeletedInBetween_IsChatNotFound()
    {
        _ports.Add(RecordingRows.Create());
        _ports.AddVersions((Recording?)null);

        Assert.That(
            (await _ports.Describer.DescribeAsync(RecordingRows.Create(), default)).Failure?.Code, Is.EqualTo(FailureCode.ChatNotFound));
    }

    [TestCase(true, Channel.WebVoice, true, 1, null)]
    [TestCase(true, Channel.WebVoice, false, 0, null)]
    [TestCase(true, Channel.WebVoice, true, 0, FailureCode.NoAudio)]
    [TestCase(true, Channel.Email, true, 0, FailureCode.NotAVoiceChat)]
    [TestCase(false, Channel.WebVoice, true, 0, FailureCode.RecordingDisabled)]
    public void StatusReason_Availability_GivesWhyThereIsNoAudio(
        bool enabled, Channel channel, bool ended, int chunks, FailureCode? expected) =>
        Assert.That(
            new RecordingDetails(RecordingRows.Create(ended, chunks, enabled, RecordingRows.Describe(channel)), null).StatusReason,
            Is.EqualTo(expected));
}
