using System.Buffers.Binary;
using System.Security.Cryptography;

namespace Recordings.Reliability.Tests.Calls;

/// <summary>The expected WAV of a call's chunks, made without the product's code: a header, silence, and the sum of the tracks.</summary>
internal static class ExpectedRecording
{
    private const int HeaderBytes = 44;

    public static byte[] Create(IReadOnlyCollection<TestChunk> chunks)
    {
        var sum = new int[chunks.Max(chunk => chunk.FirstFrame + chunk.Frames)];
        foreach (var chunk in chunks)
        {
            var samples = chunk.Samples();
            for (var i = 0; i < samples.Length; i++)
                sum[chunk.FirstFrame + i] += samples[i];
        }

        var file = new byte[HeaderBytes + (sum.Length * sizeof(short))];
        WriteHeader(file);
        for (var i = 0; i < sum.Length; i++)
            BinaryPrimitives.WriteInt16LittleEndian(file.AsSpan(HeaderBytes + (i * sizeof(short))), (short)Math.Clamp(sum[i], short.MinValue, short.MaxValue));
        return file;
    }

    public static string Hash(byte[] file) => Convert.ToHexStringLower(SHA256.HashData(file));

    private static void WriteHeader(Span<byte> file)
    {
        "RIFF"u8.CopyTo(file);
        BinaryPrimitives.WriteInt32LittleEndian(file[4..], file.Length - 8);
        "WAVEfmt "u8.CopyTo(file[8..]);
        BinaryPrimitives.WriteInt32LittleEndian(file[16..], 16);
        BinaryPrimitives.WriteInt16LittleEndian(file[20..], 1);
        BinaryPrimitives.WriteInt16LittleEndian(file[22..], 1);
        BinaryPrimitives.WriteInt32LittleEndian(file[24..], TestChunk.Rate);
        BinaryPrimitives.WriteInt32LittleEndian(file[28..], TestChunk.Rate * sizeof(short));
        BinaryPrimitives.WriteInt16LittleEndian(file[32..], sizeof(short));
        BinaryPrimitives.WriteInt16LittleEndian(file[34..], 16);
        "data"u8.CopyTo(file[36..]);
        BinaryPrimitives.WriteInt32LittleEndian(file[40..], file.Length - HeaderBytes);
    }
}
