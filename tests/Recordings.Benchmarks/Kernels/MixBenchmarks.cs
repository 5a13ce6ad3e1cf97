using BenchmarkDotNet.Attributes;
using Recordings.Domain.Samples;

namespace Recordings.Benchmarks.Kernels;

/// <summary>One window of two voices: summed, then saturated. Not sealed, because BenchmarkDotNet derives a class from it.</summary>
public class MixBenchmarks
{
    private const int Frames = 64 * 1024;

    private readonly short[] _voice = Noise.Samples(Frames, 1);
    private readonly int[] _sum = new int[Frames];
    private readonly short[] _output = new short[Frames];

    [Benchmark(OperationsPerInvoke = Frames)]
    public void Add() => Mixer.Add(_voice, _sum);

    [Benchmark(OperationsPerInvoke = Frames)]
    public void AddSaturated() => Mixer.AddSaturated(_voice, _output);

    [Benchmark(OperationsPerInvoke = Frames)]
    public void Saturate() => Mixer.Saturate(_sum, _output);
}
