using System.Globalization;
using Recordings.Domain.Timelines;

namespace Recordings.Application.Capture.StoreChunk;

/// <summary>What the platform is told when a chunk is refused.</summary>
internal static class ChunkRefusals
{
    /// <summary>100,000 hours: no call, but the first of the epoch's milliseconds that anybody sends.</summary>
    private const long EpochLikeNanoseconds = 100_000L * 3600 * 1_000_000_000;

    public static Failure ChatNotFound(string chat) =>
        new(FailureCode.ChatNotFound, $"There is no chat {chat} in this workspace; open the call first.");

    public static Failure NotAVoiceChat() =>
        new(FailureCode.CaptureNotAVoiceChat, "This chat's channel carries no voice; it takes no audio.");

    public static Failure RecordingDisabled() =>
        new(FailureCode.CaptureDisabled, "Recording is off in this workspace; nothing was kept.");

    public static Failure TooLarge(long maxBytes) =>
        new(FailureCode.ChunkTooLarge, string.Create(CultureInfo.InvariantCulture, $"A chunk has at most {maxBytes} bytes."));

    public static Failure UnsupportedMediaType() => new(
        FailureCode.UnsupportedMediaType,
        "Send audio/wav, audio/L16 with a rate, audio/PCMU or audio/PCMA as Content-Type.");

    public static Failure InvalidAudio(string reason) => new(FailureCode.InvalidAudio, reason);

    public static Failure CallTooLong(MediaTime start, double maxHours) => new(
        FailureCode.CallTooLong,
        string.Create(CultureInfo.InvariantCulture, $"The chunk would end more than {maxHours} hours after the call's start.")
        + (start.Nanoseconds >= EpochLikeNanoseconds
            ? " start_ms looks like milliseconds since 1970; it counts from the call's start."
            : ""));

    public static Failure TooMany(int maxChunks) =>
        new(FailureCode.TooManyChunks, string.Create(CultureInfo.InvariantCulture, $"A call has at most {maxChunks} chunks."));

    public static Failure TooManyTracks() => new(
        FailureCode.TooManyChunks,
        string.Create(CultureInfo.InvariantCulture, $"A call has at most {Timeline.MaxTracks} tracks, and this chunk would begin another."));

    public static Failure Conflict(ChunkNumber number) => new(
        FailureCode.ChunkConflict,
        $"Sequence {number.Sequence.ToString(CultureInfo.InvariantCulture)} of this track holds another chunk already.");
}
