using BenchmarkDotNet.Attributes;
using Recordings.Domain.Samples;

namespace Recordings.Benchmarks.Kernels;

/// <summary>One window decoded to 16 bits, for each stored encoding.</summary>
public class DecodeBenchmarks
{
    private const int Frames = 64 * 1024;

    private readonly short[] _mono = new short[Frames];
    private AudioFormat _format = null!;
    private byte[] _bytes = [];

    [ParamsAllValues]
    public SampleEncoding Encoding { get; set; }

    [Params(1, 2)]
    public int Channels { get; set; }

    [GlobalSetup]
    public void Prepare()
    {
        _format = new AudioFormat(Encoding, SampleRate.FromHertz(16000), Channels);
        _bytes = Noise.Bytes(Frames * _format.BytesPerFrame, 2);
    }

    [Benchmark(OperationsPerInvoke = Frames)]
    public void Decode() => SampleDecoder.Decode(_format, _bytes, _mono);
}
