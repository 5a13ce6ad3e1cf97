using System.Diagnostics.CodeAnalysis;
using Recordings.Domain.Samples;

namespace Recordings.Infrastructure.Inspection;

/// <summary>Checks the unverified numbers that a body declares, and makes an audio format of them.</summary>
internal static class SupportedFormat
{
    public static bool TryCreate(
        SampleEncoding encoding,
        long hertz,
        long channels,
        [NotNullWhen(true)] out AudioFormat? format,
        [NotNullWhen(false)] out string? reason)
    {
        format = null;
        reason = null;
        if (channels is < 1 or > 2)
            reason = $"{channels} channels are not supported: mono or stereo is.";
        else if (hertz is < 0 or > int.MaxValue || !SampleRate.TryCreate((int)hertz, out var rate))
            reason = $"A sample rate of {hertz} Hz is not supported: 8, 11.025, 12, 16, 22.05, 24, 32, 44.1 and 48 kHz are.";
        else
            format = new AudioFormat(encoding, rate, (int)channels);

        return format is not null;
    }
}
