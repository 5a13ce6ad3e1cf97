namespace Recordings.Benchmarks.Calls;

/// <summary>The audio format of one party: mono, 16-bit linear or G.711 µ-law.</summary>
/// <param name="Rate">Frames per second; a multiple of 1000, so that whole milliseconds are whole frames.</param>
internal sealed record TrackFormat(int Rate, bool IsMuLaw)
{
    public static readonly TrackFormat Wideband = new(16000, IsMuLaw: false);
    public static readonly TrackFormat Telephony = new(8000, IsMuLaw: true);

    public int BytesPerFrame => IsMuLaw ? 1 : 2;

    public int FramesIn(int milliseconds) => Rate / 1000 * milliseconds;
}
