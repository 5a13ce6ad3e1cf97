namespace Recordings.Benchmarks.Calls;

/// <summary>
/// Samples with the rhythm and spectrum of speech: a pulse train or noise through three resonators, in syllables with pauses.
/// They must not be easier for caches, compressors and branch predictors than real speech.
/// </summary>
internal static class SyntheticVoice
{
    public static short[] Generate(int rate, int seconds, int seed)
    {
        var chance = new Random(seed);
        var pitch = seed % 2 == 0 ? 110.0 : 180.0;
        var samples = new short[rate * seconds];
        var throat = new Resonator[3];
        var (phase, loudness, target, voiced, syllableEnd) = (0.0, 0.0, 0.0, true, 0);
        for (var i = 0; i < samples.Length; i++)
        {
            if (i >= syllableEnd)
            {
                syllableEnd = i + (int)(rate * (0.08 + (0.22 * chance.NextDouble())));
                target = chance.NextDouble() < 0.15 ? 0 : 0.25 + (0.75 * chance.NextDouble());
                voiced = chance.NextDouble() < 0.75;
                throat[0].Tune(300 + (500 * chance.NextDouble()), 80, rate);
                throat[1].Tune(900 + (1400 * chance.NextDouble()), 110, rate);
                throat[2].Tune(2300 + (900 * chance.NextDouble()), 160, rate);
            }

            loudness += (target - loudness) * 0.002;
            phase += pitch * (1 + (0.1 * loudness)) / rate;
            var breath = (chance.NextDouble() - 0.5) * (voiced ? 0.25 : 1);
            if (phase >= 1)
            {
                phase -= 1;
                breath += voiced ? 12 : 0;
            }

            var sound = throat[0].Next(breath) + (0.7 * throat[1].Next(breath)) + (0.5 * throat[2].Next(breath));
            samples[i] = (short)Math.Clamp(sound * loudness * 26_000, short.MinValue, short.MaxValue);
        }

        return samples;
    }

    /// <summary>A two-pole band-pass: one formant.</summary>
    private struct Resonator
    {
        private double _a, _b, _gain, _last, _before;

        public void Tune(double frequency, double bandwidth, int rate)
        {
            var radius = Math.Exp(-Math.PI * bandwidth / rate);
            (_a, _b, _gain) = (2 * radius * Math.Cos(2 * Math.PI * Math.Min(frequency, rate * 0.45) / rate), -radius * radius, 1 - radius);
        }

        public double Next(double input)
        {
            var output = (_gain * input) + (_a * _last) + (_b * _before);
            (_before, _last) = (_last, output);
            return output;
        }
    }
}
