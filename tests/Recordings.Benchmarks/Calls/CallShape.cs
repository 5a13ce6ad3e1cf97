namespace Recordings.Benchmarks.Calls;

/// <summary>The shape of a generated call.</summary>
/// <param name="Name">Also the name of the call's folder.</param>
/// <param name="IsContinuous">Every party sends five-second chunks all the time, instead of one chunk for each utterance.</param>
internal sealed record CallShape(string Name, int Minutes, bool IsContinuous, IReadOnlyList<TrackFormat> Tracks)
{
    /// <summary>The rate of the recording, which is the highest rate of its chunks.</summary>
    public int Rate => Tracks.Max(track => track.Rate);

    public static CallShape TwoParty(int minutes) => new($"two-party-{minutes}", minutes, false, [TrackFormat.Wideband, TrackFormat.Wideband]);

    public static CallShape Continuous(int minutes) => TwoParty(minutes) with { Name = $"continuous-{minutes}", IsContinuous = true };

    public static CallShape EightParty(int minutes) => new($"eight-party-{minutes}", minutes, false, [.. Enumerable.Repeat(TrackFormat.Wideband, 8)]);

    public static CallShape OverTelephone(int minutes) => new($"telephone-{minutes}", minutes, false, [TrackFormat.Telephony, TrackFormat.Telephony]);

    public static CallShape MixedRates(int minutes) => new($"mixed-{minutes}", minutes, false, [TrackFormat.Wideband, TrackFormat.Telephony]);
}
