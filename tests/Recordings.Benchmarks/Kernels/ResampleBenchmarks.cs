using BenchmarkDotNet.Attributes;
using Recordings.Domain.Samples;

namespace Recordings.Benchmarks.Kernels;

/// <summary>One window of output frames, for simple and complicated ratios of rates.</summary>
public class ResampleBenchmarks
{
    private const int Frames = 64 * 1024;

    private readonly short[] _output = new short[Frames];
    private Resampler _resampler = null!;
    private short[] _source = [];

    [Params("8000-16000", "16000-48000", "8000-48000", "24000-32000", "11025-48000", "44100-48000")]
    public string Rates { get; set; } = "";

    [GlobalSetup]
    public void Prepare()
    {
        var rates = Array.ConvertAll(Rates.Split('-'), text => SampleRate.FromHertz(int.Parse(text, System.Globalization.CultureInfo.InvariantCulture)));
        _resampler = Resampler.Between(rates[0], rates[1]);
        _source = Noise.Samples(_resampler.SourceFrames(0, Frames).Count, 3);
    }

    [Benchmark(OperationsPerInvoke = Frames)]
    public void Resample() => _resampler.Resample(_source, 0, _output);
}
