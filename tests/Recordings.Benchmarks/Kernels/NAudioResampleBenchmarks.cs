using BenchmarkDotNet.Attributes;
using NAudio.Wave.SampleProviders;
using Recordings.Domain.Samples;

namespace Recordings.Benchmarks.Kernels;

/// <summary>One window of output frames, from 16-bit samples to 16-bit samples. NAudio uses floating point and its default mode.</summary>
public class NAudioResampleBenchmarks
{
    private const int Frames = 64 * 1024;

    private readonly short[] _output = new short[Frames];
    private readonly byte[] _outputBytes = new byte[Frames * sizeof(short)];
    private Resampler _resampler = null!;
    private short[] _source = [];
    private SampleToWaveProvider16 _naudio = null!;

    [Params("8000-16000", "16000-48000")]
    public string Rates { get; set; } = "";

    [GlobalSetup]
    public void Prepare()
    {
        var hertz = Array.ConvertAll(Rates.Split('-'), text => int.Parse(text, System.Globalization.CultureInfo.InvariantCulture));
        _resampler = Resampler.Between(SampleRate.FromHertz(hertz[0]), SampleRate.FromHertz(hertz[1]));
        _source = Noise.Samples(_resampler.SourceFrames(0, Frames).Count, 3);
        var source = new Pcm16BitToSampleProvider(new EndlessPcm(Noise.Bytes(Frames * sizeof(short), 3), hertz[0]));
        _naudio = new SampleToWaveProvider16(new WdlResamplingSampleProvider(source, hertz[1]));
    }

    [Benchmark(Baseline = true, OperationsPerInvoke = Frames)]
    public void Recordings() => _resampler.Resample(_source, 0, _output);

    [Benchmark(OperationsPerInvoke = Frames)]
    public int NAudio() => _naudio.Read(_outputBytes);
}
