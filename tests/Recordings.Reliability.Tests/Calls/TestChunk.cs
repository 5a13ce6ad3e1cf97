using System.Buffers.Binary;
using System.Security.Cryptography;

namespace Recordings.Reliability.Tests.Calls;

/// <summary>
/// A chunk whose audio follows from its name, so that a test can compute the expected recording later. The audio is noise at
/// 8 kHz, a quarter of full scale. A silence follows each chunk of a track. The sum of three tracks does not saturate.
/// </summary>
internal sealed record TestChunk(long Chat, string Track, int Sequence, int Frames = 800, int SilentFrames = 400)
{
    public const int Rate = 8000;
    private const int Peak = 8192;

    public long FirstFrame => (long)Sequence * (Frames + SilentFrames);

    public decimal StartMs => FirstFrame * 1000m / Rate;

    public short[] Samples()
    {
        var seed = SHA256.HashData(System.Text.Encoding.UTF8.GetBytes($"{Chat}/{Track}/{Sequence}"));
        var state = BinaryPrimitives.ReadUInt64LittleEndian(seed) | 1;
        var samples = new short[Frames];
        foreach (ref var sample in samples.AsSpan())
        {
            state ^= state << 13;
            state ^= state >> 7;
            state ^= state << 17;
            sample = (short)((long)(state >> 40) % (2 * Peak) - Peak);
        }

        return samples;
    }

    /// <summary>The samples as audio/L16, which is big-endian.</summary>
    public byte[] Body()
    {
        var samples = Samples();
        var body = new byte[samples.Length * sizeof(short)];
        for (var i = 0; i < samples.Length; i++)
            BinaryPrimitives.WriteInt16BigEndian(body.AsSpan(i * sizeof(short)), samples[i]);
        return body;
    }
}
