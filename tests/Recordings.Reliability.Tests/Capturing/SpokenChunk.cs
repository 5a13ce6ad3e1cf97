using System.Buffers.Binary;
using System.Security.Cryptography;

namespace Recordings.Reliability.Tests.Capturing;

/// <summary>
/// A chunk whose audio follows from its number, so that what must be stored need not be kept: noise of a quarter of the
/// full scale at 8 kHz, each chunk in a slot of its own with silence after it. Three tracks at once do not saturate.
/// </summary>
internal sealed record SpokenChunk(long Chat, string Track, int Sequence, int Frames = 800, int SilentFrames = 400)
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

    /// <summary>As audio/L16: big-endian.</summary>
    public byte[] Body()
    {
        var samples = Samples();
        var body = new byte[samples.Length * sizeof(short)];
        for (var i = 0; i < samples.Length; i++)
            BinaryPrimitives.WriteInt16BigEndian(body.AsSpan(i * sizeof(short)), samples[i]);
        return body;
    }
}
