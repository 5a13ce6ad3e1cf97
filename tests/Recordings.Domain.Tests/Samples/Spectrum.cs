using System.Numerics;

namespace Recordings.Domain.Tests.Samples;

/// <summary>The frequency response of a filter, by the Cooley–Tukey fast Fourier transform.</summary>
internal static class Spectrum
{
    /// <summary>Magnitudes of the lower half of the bins. The transform is at least four times as long as the impulse response.</summary>
    public static double[] Magnitudes(double[] response)
    {
        var length = (int)BitOperations.RoundUpToPowerOf2((uint)response.Length * 4);
        var values = new Complex[length];
        for (var i = 0; i < response.Length; i++)
            values[i] = response[i];
        return [.. Transform(values).Take((length / 2) + 1).Select(value => value.Magnitude)];
    }

    private static Complex[] Transform(Complex[] values)
    {
        if (values.Length == 1)
            return values;

        var even = Transform([.. values.Where((_, i) => i % 2 == 0)]);
        var odd = Transform([.. values.Where((_, i) => i % 2 == 1)]);
        var result = new Complex[values.Length];
        for (var i = 0; i < even.Length; i++)
        {
            var rotated = Complex.FromPolarCoordinates(1, -2 * Math.PI * i / values.Length) * odd[i];
            (result[i], result[i + even.Length]) = (even[i] + rotated, even[i] - rotated);
        }

        return result;
    }
}
