using System.Diagnostics.CodeAnalysis;
using Recordings.Domain.Samples;

namespace Recordings.Infrastructure.Inspection;

/// <summary>What a body may declare, in numbers nobody has checked yet.</summary>
internal static class SupportedFormat
{
    public static bool TryCreate(
        SampleEncoding encoding,
        long hertz,
        long channels,
        [NotNullWhen(true)] out AudioFormat? format,
        [NotNullWhen(false)] out string? refusal)
    {
        format = null;
        refusal = null;
        if (channels is < 1 or > 2)
            refusal = $"{channels} channels are not supported: mono or stereo is.";
        else if (hertz is < 0 or > int.MaxValue || !SampleRate.TryCreate((int)hertz, out var rate))
            refusal = $"A sample rate of {hertz} Hz is not supported: 8, 11.025, 12, 16, 22.05, 24, 32, 44.1 and 48 kHz are.";
        else
            format = new AudioFormat(encoding, rate, (int)channels);

        return format is not null;
    }
}
