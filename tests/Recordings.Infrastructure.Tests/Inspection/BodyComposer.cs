namespace Recordings.Infrastructure.Tests.Inspection;

/// <summary>
/// Composes files at random from the shapes that encoders write, and from shapes close to them: sizes around each limit, chains of
/// chunks, pad bytes that are missing, stray bytes, and second files. The same random seed gives the same file.
/// </summary>
internal sealed class BodyComposer
{
    private static readonly string[] Forms = ["RIFF", "RIFF", "RF64", "BW64"];
    private static readonly string[] Ids = ["LIST", "LIST", "id3 ", "id3 ", "cue ", "JUNK", "fmt ", "data", "\0\0\0\0", "RIFF", "~ !\x7f"];
    private static readonly (int Tag, int Bits)[] Encodings = [(1, 8), (1, 16), (1, 24), (1, 32), (3, 32), (3, 64), (6, 8), (7, 8), (1, 64), (3, 16)];

    private readonly Random _random;
    private readonly long _maxBytes;

    private BodyComposer(Random random, long maxBytes) => (_random, _maxBytes) = (random, maxBytes);

    /// <param name="random">Decides the shape.</param>
    /// <param name="maxBytes">Capture:MaxChunkBytes. Most files are smaller.</param>
    public static byte[] Compose(Random random, long maxBytes) => new BodyComposer(random, maxBytes).File(depth: 0);

    private byte[] File(int depth)
    {
        var form = Pick(Forms);
        var file = new WavBuilder(form);
        var data = Sound(_random.Next(25) == 0 ? _random.Next(60_000) : _random.Next(300));
        var declared = DeclaredSize(data.Length);
        if (form != "RIFF" && _random.Next(8) > 0)
        {
            file.Chunk("ds64", WavBuilder.Ds64(declared, declared - (ulong)_random.Next(3)));
            declared = _random.Next(4) > 0 ? uint.MaxValue : declared;
        }

        if (_random.Next(4) == 0)
            file.Chunk(Pick(Ids[..6]), Sound(_random.Next(40)));
        file.Chunk("fmt ", Format());
        if (_random.Next(4) == 0)
            file.Chunk("fact", new byte[4]);

        file.Chunk("data", [], unchecked((uint)declared)).Bytes(data);
        if (data.Length % 2 == 1 && _random.Next(3) > 0)
            file.Bytes((byte)_random.Next(2));
        Tail(file, depth);
        var body = file.Build();
        return _random.Next(10) == 0 ? body[..^_random.Next(Math.Min(body.Length, 30))] : body;
    }

    private ulong DeclaredSize(int present) => _random.Next(12) switch
    {
        0 or 1 => 0,
        2 => Pick<ulong>([0xFFFF_FFFF, 0x7FFF_FFFF, 0x7FFF_0000, 2_000_000_000]),
        3 => (ulong)(_maxBytes + _random.Next(-1, 3)),
        4 => (ulong)(present + _random.Next(0, 47)),
        5 => (ulong)_random.Next(present + 1),
        6 => Pick([ulong.MaxValue, ulong.MaxValue - 7, 1ul << 63, 1ul << 32]),
        _ => (ulong)present,
    };

    private byte[] Format()
    {
        var (tag, bits) = Pick(Encodings);
        var channels = _random.Next(1, 3);
        if (_random.Next(3) == 0)
            return WavBuilder.ExtensibleFmt(tag, channels, 16000, bits, _random.Next(bits + 2));

        int? blockAlign = _random.Next(3) == 0 ? _random.Next(9) : null;
        return WavBuilder.Fmt(tag, channels, 16000, bits, blockAlign);
    }

    private void Tail(WavBuilder file, int depth)
    {
        for (var chunks = _random.Next(4); chunks > 0; chunks--)
        {
            var content = Sound(_random.Next(90));
            if (_random.Next(8) == 0)
                file.Chunk(Pick(Ids), content, (uint)Math.Max(0, content.Length + _random.Next(-2, 3)));
            else
                file.Chunk(Pick(Ids[..6]), content);
        }

        if (depth < 1 && _random.Next(8) == 0)
            file.Bytes(File(depth + 1));
        if (_random.Next(3) == 0)
            file.Bytes(_random.Next(2) == 0 ? new byte[_random.Next(200)] : Sound(_random.Next(62, 67)));
    }

    private byte[] Sound(int length)
    {
        var sound = new byte[length];
        if (_random.Next(4) > 0)
            _random.NextBytes(sound);
        var at = _random.Next(length + 1);
        if (_random.Next(6) == 0)
            (Pick<byte[]>(["LIST\0\0\0\0"u8.ToArray(), "RIFF____WAVEfmt "u8.ToArray(), "data"u8.ToArray(), "RF64____WAVE"u8.ToArray()])
                is var word && at + word.Length <= length ? word : []).CopyTo(sound, at);
        return sound;
    }

    private T Pick<T>(T[] values) => values[_random.Next(values.Length)];
}
