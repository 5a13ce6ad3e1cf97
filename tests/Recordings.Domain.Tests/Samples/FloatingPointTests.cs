using System.Runtime.InteropServices;
using Recordings.Domain.Samples;

namespace Recordings.Domain.Tests.Samples;

/// <summary>Vectors and the scalar rest must both equal exact arithmetic in integers (timeline rule 8).</summary>
public sealed class FloatingPointTests
{
    private static readonly double[] Edges =
        [0, -0.0, 0.25, 0.5, 0.75, 1, 1.5, 2.5, 32766.5, 32767, 32767.5, 32768, 32768.5, 65536, 1e300, double.Epsilon, double.NaN, double.PositiveInfinity];

    [Test]
    public void Decode32_EdgesNeighboursAndNoise_EqualsExactArithmetic([Values(0, 1, 2, 3)] int offset)
    {
        var random = new Random(32);
        var samples = Edges.Select(edge => (float)(edge / 32768))
            .SelectMany(edge => new[] { edge, MathF.BitIncrement(edge), MathF.BitDecrement(edge) }).SelectMany(value => new[] { value, -value })
            .Concat(Enumerable.Range(0, 3000).Select(_ => BitConverter.Int32BitsToSingle(random.Next(int.MinValue, int.MaxValue))))
            .Concat(Enumerable.Range(0, 3000).Select(_ => (random.NextSingle() * 2.2f) - 1.1f))
            .Skip(offset).ToArray();

        Assert.That(
            Decode(SampleEncoding.Float32, MemoryMarshal.AsBytes<float>(samples)),
            Is.EqualTo(samples.Select(sample => ExactRounding.To16Bits(sample))));
    }

    [Test]
    public void Decode64_EdgesNeighboursAndNoise_EqualsExactArithmetic([Values(0, 1, 2, 3)] int offset)
    {
        var random = new Random(64);
        var samples = Edges.Select(edge => edge / 32768)
            .SelectMany(edge => new[] { edge, Math.BitIncrement(edge), Math.BitDecrement(edge) }).SelectMany(value => new[] { value, -value })
            .Concat(Enumerable.Range(0, 3000).Select(_ => BitConverter.Int64BitsToDouble(random.NextInt64(long.MinValue, long.MaxValue))))
            .Concat(Enumerable.Range(0, 3000).Select(_ => (random.NextDouble() * 2.2) - 1.1))
            .Skip(offset).ToArray();

        Assert.That(
            Decode(SampleEncoding.Float64, MemoryMarshal.AsBytes<double>(samples)),
            Is.EqualTo(samples.Select(ExactRounding.To16Bits)));
    }

    private static short[] Decode(SampleEncoding encoding, ReadOnlySpan<byte> bytes)
    {
        var format = new AudioFormat(encoding, SampleRate.FromHertz(8000), 1);
        var mono = new short[bytes.Length / format.BytesPerFrame];
        SampleDecoder.Decode(format, bytes, mono);
        return mono;
    }
}
