namespace Recordings.Benchmarks.Kernels;

/// <summary>Random bytes, the same in each run. The time of a kernel does not depend on the sound.</summary>
internal static class Noise
{
    public static byte[] Bytes(int count, int seed)
    {
        var bytes = new byte[count];
        new Random(seed).NextBytes(bytes);
        return bytes;
    }

    public static short[] Samples(int count, int seed)
    {
        var samples = new short[count];
        Buffer.BlockCopy(Bytes(count * sizeof(short), seed), 0, samples, 0, count * sizeof(short));
        return samples;
    }
}
