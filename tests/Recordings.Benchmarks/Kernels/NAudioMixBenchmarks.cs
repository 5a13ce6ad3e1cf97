using BenchmarkDotNet.Attributes;
using NAudio.Wave;
using NAudio.Wave.SampleProviders;
using Recordings.Domain.Samples;

namespace Recordings.Benchmarks.Kernels;

/// <summary>One window of two voices, from 16-bit samples to 16-bit samples. NAudio mixes in floating point.</summary>
public class NAudioMixBenchmarks
{
    private const int Frames = 64 * 1024;
    private const int Rate = 16000;

    private readonly short[] _first = Noise.Samples(Frames, 1);
    private readonly short[] _second = Noise.Samples(Frames, 2);
    private readonly short[] _output = new short[Frames];
    private readonly byte[] _outputBytes = new byte[Frames * sizeof(short)];
    private SampleToWaveProvider16 _naudio = null!;

    [GlobalSetup]
    public void Prepare()
    {
        ISampleProvider[] voices =
        [
            new Pcm16BitToSampleProvider(new EndlessPcm(Noise.Bytes(Frames * sizeof(short), 1), Rate)),
            new Pcm16BitToSampleProvider(new EndlessPcm(Noise.Bytes(Frames * sizeof(short), 2), Rate)),
        ];
        _naudio = new SampleToWaveProvider16(new MixingSampleProvider(voices));
    }

    [Benchmark(Baseline = true, OperationsPerInvoke = Frames)]
    public void Recordings()
    {
        _first.CopyTo(_output, 0);
        Mixer.AddSaturated(_second, _output);
    }

    [Benchmark(OperationsPerInvoke = Frames)]
    public int NAudio() => _naudio.Read(_outputBytes);
}
