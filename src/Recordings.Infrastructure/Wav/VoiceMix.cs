namespace Recordings.Infrastructure.Wav;

/// <summary>What becomes of a voice of a window.</summary>
internal enum VoiceMix
{
    /// <summary>It is the output.</summary>
    Alone,

    /// <summary>It is added to the one voice that is in the output already.</summary>
    Second,

    /// <summary>It is added to the sums, as one of three or more.</summary>
    Summed,
}
