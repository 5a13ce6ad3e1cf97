using Recordings.Domain.Samples;

namespace Recordings.Infrastructure.Inspection;

/// <summary>Where the samples lie in a chunk's body: <see cref="Samples"/>, or <see cref="Refused"/> when there are none to use.</summary>
internal abstract record BodyLayout
{
    private BodyLayout()
    {
    }

    /// <summary>An odd last piece of a frame is dropped; without one whole frame there is nothing to hear.</summary>
    public static BodyLayout Create(AudioFormat format, long offset, long bytes)
    {
        var frames = bytes / format.BytesPerFrame;
        return frames == 0
            ? new Refused($"The body holds no whole frame of audio: {bytes} bytes, where one frame has {format.BytesPerFrame}.")
            : new Samples(format, offset, frames);
    }

    /// <param name="Format">How the samples are stored.</param>
    /// <param name="Offset">Bytes before the first sample.</param>
    /// <param name="Frames">Whole frames, at least one.</param>
    public sealed record Samples(AudioFormat Format, long Offset, long Frames) : BodyLayout
    {
        public long Bytes => Frames * Format.BytesPerFrame;
    }

    /// <param name="Reason">A sentence for the sender.</param>
    public sealed record Refused(string Reason) : BodyLayout;
}
