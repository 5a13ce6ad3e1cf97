using Recordings.Domain.Samples;

namespace Recordings.Infrastructure.Inspection;

/// <summary>The place of the samples in a chunk's body: <see cref="Samples"/>, or <see cref="Rejected"/> without usable samples.</summary>
internal abstract record BodyLayout
{
    private BodyLayout()
    {
    }

    /// <summary>Drops an incomplete last frame. A body without one whole frame is rejected.</summary>
    public static BodyLayout Create(AudioFormat format, long offset, long bytes)
    {
        var frames = bytes / format.BytesPerFrame;
        return frames == 0
            ? new Rejected($"The audio is empty: the body holds no whole frame, but {bytes} bytes, where one frame has {format.BytesPerFrame}.")
            : new Samples(format, offset, frames);
    }

    /// <param name="Format">How the samples are stored.</param>
    /// <param name="Offset">Bytes before the first sample.</param>
    /// <param name="Frames">Whole frames, at least one.</param>
    public sealed record Samples(AudioFormat Format, long Offset, long Frames) : BodyLayout
    {
        public long Bytes => Frames * Format.BytesPerFrame;
    }

    /// <param name="Reason">A sentence that the sender of the chunk reads.</param>
    public sealed record Rejected(string Reason) : BodyLayout;
}
