using System.Buffers.Binary;

namespace Recordings.Infrastructure.Tests.Inspection;

/// <summary>Damages valid files at random, to find bugs in a reader. The same random seed gives the same damage.</summary>
internal static class BodyMutator
{
    private static readonly uint[] EdgeNumbers =
        [0, 1, 2, 7, 8, 15, 16, 18, 40, 0xFF, 0x7FFF, 0x8000, 0xFFFE, 0xFFFF, 0x7FFF_EFFF, 0x7FFF_F000, 0x7FFF_FFFF, 0x8000_0000, 0xFFFF_FFF8, 0xFFFF_FFFF];

    public static IReadOnlyList<byte[]> Seeds { get; } =
    [
        WavBuilder.Plain(200),
        new WavBuilder().Chunk("JUNK", new byte[29]).Chunk("fmt ", WavBuilder.ExtensibleFmt(3, 2, 48000, 32)).Chunk("fact", new byte[4])
            .Chunk("data", WavBuilder.Samples(160)).Chunk("LIST", new byte[21]).Build(),
        new WavBuilder("RF64").Chunk("ds64", WavBuilder.Ds64(90)).Chunk("fmt ", WavBuilder.Fmt(1, 1, 16000, 24))
            .Chunk("data", WavBuilder.Samples(90), uint.MaxValue).Build(),
        new WavBuilder().Chunk("fmt ", WavBuilder.Fmt(7, 1, 8000, 8)).Chunk("data", WavBuilder.Samples(33000), 0x7FFF_F000).Build(),
    ];

    public static byte[] Mutate(Random random) => Mutate(random, Seeds[random.Next(100) < 97 ? random.Next(3) : 3]);

    public static byte[] Mutate(Random random, byte[] file)
    {
        var body = file.ToList();
        for (var times = random.Next(1, 6); times > 0; times--)
            Damage(body, random);
        return [.. body];
    }

    private static void Damage(List<byte> body, Random random)
    {
        // Bugs are most likely in the handling of headers, so most damage goes there.
        var at = random.Next(Math.Min(body.Count, 120) + 1);
        var length = Math.Min(random.Next(1, 24), body.Count - at);
        switch (random.Next(6))
        {
            case 0 when at < body.Count:
                body[at] ^= (byte)(1 << random.Next(8));
                break;
            case 1 when at + sizeof(uint) <= body.Count:
                WriteNumber(body, at, random);
                break;
            case 2:
                body.RemoveRange(at, length);
                break;
            case 3:
                body.InsertRange(at, body.GetRange(random.Next(body.Count - length + 1), length));
                break;
            case 4:
                body.RemoveRange(at, body.Count - at);
                break;
            default:
                var noise = new byte[length];
                random.NextBytes(noise);
                body.InsertRange(at, noise);
                break;
        }
    }

    private static void WriteNumber(List<byte> body, int at, Random random)
    {
        var number = new byte[sizeof(uint)];
        BinaryPrimitives.WriteUInt32LittleEndian(number, EdgeNumbers[random.Next(EdgeNumbers.Length)]);
        for (var i = 0; i < number.Length; i++)
            body[at + i] = number[i];
    }
}
