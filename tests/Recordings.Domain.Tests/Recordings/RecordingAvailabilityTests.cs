using Recordings.Domain.Chats;
using Recordings.Domain.Recordings;

namespace Recordings.Domain.Tests.Recordings;

/// <summary>Which reason comes first when several apply: setting, channel, end of the call, chunks.</summary>
public sealed class RecordingAvailabilityTests
{
    [TestCase(false, Channel.Sms, false, 0, Availability.RecordingDisabled)]
    [TestCase(false, Channel.WebVoice, true, 1, Availability.RecordingDisabled)]
    [TestCase(true, Channel.Sms, false, 0, Availability.NotAVoiceChat)]
    [TestCase(true, Channel.Email, true, 1, Availability.NotAVoiceChat)]
    [TestCase(true, Channel.WebVoice, false, 0, Availability.CallInProgress)]
    [TestCase(true, Channel.PhoneVoice, false, 1, Availability.CallInProgress)]
    [TestCase(true, Channel.WebVoice, true, 0, Availability.NoAudio)]
    [TestCase(true, Channel.WebVoice, true, 1, Availability.Ready)]
    [TestCase(true, Channel.PhoneVoice, true, 2, Availability.Ready)]
    public void Availability_OfARecording_IsTheFirstReasonThatApplies(
        bool enabled, Channel channel, bool ended, int chunks, Availability expected) =>
        Assert.That(RecordingRows.Create(channel, ended, chunks, enabled).Availability, Is.EqualTo(expected));
}
