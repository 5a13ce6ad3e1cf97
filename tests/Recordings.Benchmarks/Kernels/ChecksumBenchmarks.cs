using BenchmarkDotNet.Attributes;
using Recordings.Infrastructure.Checksums;

namespace Recordings.Benchmarks.Kernels;

/// <summary>The block checksums of 128 KiB, and SHA-256 of the same bytes for comparison.</summary>
public class ChecksumBenchmarks
{
    private const int Length = 128 * 1024;

    private readonly byte[] _bytes = Noise.Bytes(Length, 4);
    private readonly uint[] _checksums = new uint[Crc32C.BlockCount(Length)];

    [Benchmark(OperationsPerInvoke = Length)]
    public void Crc32CBlocks() => Crc32C.ComputeBlocks(_bytes, _checksums);

    [Benchmark(OperationsPerInvoke = Length)]
    public byte[] Sha256() => System.Security.Cryptography.SHA256.HashData(_bytes);
}
