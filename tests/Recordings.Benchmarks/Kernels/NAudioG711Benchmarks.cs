using BenchmarkDotNet.Attributes;
using NAudio.Codecs;
using Recordings.Domain.Samples;

namespace Recordings.Benchmarks.Kernels;

/// <summary>One window of G.711 codes, decoded to 16-bit samples. Both decoders look each code up in a table.</summary>
public class NAudioG711Benchmarks
{
    private const int Frames = 64 * 1024;

    private readonly byte[] _codes = Noise.Bytes(Frames, 5);
    private readonly short[] _output = new short[Frames];
    private AudioFormat _format = null!;

    [Params(SampleEncoding.MuLaw, SampleEncoding.ALaw)]
    public SampleEncoding Encoding { get; set; }

    [GlobalSetup]
    public void Prepare() => _format = new AudioFormat(Encoding, SampleRate.FromHertz(8000), 1);

    [Benchmark(Baseline = true, OperationsPerInvoke = Frames)]
    public void Recordings() => SampleDecoder.Decode(_format, _codes, _output);

    [Benchmark(OperationsPerInvoke = Frames)]
    public void NAudio()
    {
        if (Encoding is SampleEncoding.MuLaw)
            MuLawDecoder.Decode(_codes, _output);
        else
            ALawDecoder.Decode(_codes, _output);
    }
}
