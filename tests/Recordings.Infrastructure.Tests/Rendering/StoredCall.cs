using System.Runtime.InteropServices;
using Recordings.Application.Ports;
using Recordings.Application.Scheduling;
using Recordings.Domain.Recordings;
using Recordings.Domain.Samples;
using Recordings.Domain.Tests.Timelines;
using Recordings.Domain.Timelines;
using Recordings.Infrastructure.Checksums;
using Recordings.Infrastructure.Rendering;
using Recordings.Infrastructure.Tests.Inspection;
using Recordings.Infrastructure.Tests.Stores;

namespace Recordings.Infrastructure.Tests.Rendering;

/// <summary>A call with chunks in a store, in any format. Other bytes surround the samples in each object.</summary>
internal sealed class StoredCall
{
    private static readonly SampleEncoding[] Encodings = Enum.GetValues<SampleEncoding>();

    private readonly Dictionary<Chunk, short[]> _samples = [];

    public MemoryAudioStore Store { get; } = new();

    public IReadOnlyCollection<Chunk> Chunks => _samples.Keys;

    public Timeline Timeline => Timeline.Create(Chunks);

    /// <summary>Copies the placement of chunks, and gives each chunk its own format and random bytes.</summary>
    public static StoredCall InMixedFormats(SpokenCall call, int seed)
    {
        var random = new Random(seed);
        var stored = new StoredCall();
        foreach (var chunk in call.Chunks)
        {
            // Half of the chunks are in the output format, which takes the direct path.
            var encoding = random.Next(2) == 0 ? SampleEncoding.Pcm16 : random.GetItems(Encodings, 1)[0];
            var format = new AudioFormat(encoding, chunk.Format.Rate, random.Next(3) == 0 ? 2 : 1);
            stored.Add(chunk with { Format = format }, random);
        }

        return stored;
    }

    public static StoredCall Create(params Chunk[] chunks) => Create(slots: 2, chunks);

    /// <param name="slots">How many windows are rendered at the same time.</param>
    public static StoredCall Create(int slots, params Chunk[] chunks)
    {
        var random = new Random(1);
        var stored = new StoredCall { Turns = new(slots) };
        foreach (var chunk in chunks)
            stored.Add(chunk, random);
        return stored;
    }

    /// <summary>The whole file by the timeline rules.</summary>
    public byte[] ExpectedFile()
    {
        var samples = TimelineRules.Render(new SpokenCall(_samples));
        var header = new WavHeader(Chunks.Max(chunk => chunk.Format.Rate), samples.Length, channels: 1);
        var file = new byte[header.FileLength];
        header.Write(file.AsSpan(0, header.Length));
        MemoryMarshal.AsBytes(samples.AsSpan()).CopyTo(file.AsSpan(header.Length));
        return file;
    }

    public byte[] PayloadOf(Chunk chunk) =>
        Store.Objects[chunk.Payload.ObjectKey][(int)chunk.Payload.Offset..][..(int)(chunk.Frames * chunk.Format.BytesPerFrame)];

    /// <summary>The slots of all streams that this call opens.</summary>
    public TurnQueue<RenderingKey> Turns { get; init; } = new(slots: 2);

    public WavStream Open() => Open(Timeline);

    public WavStream Open(Timeline timeline, RenderingPurpose purpose = RenderingPurpose.Reading) =>
        new(Store, new RenderingTurns(Turns, new RenderingKey(timeline, purpose)), timeline, Rendition.Mix);

    private void Add(Chunk chunk, Random random)
    {
        var payload = new byte[chunk.Frames * chunk.Format.BytesPerFrame];
        random.NextBytes(payload);
        var checksums = new uint[Crc32C.BlockCount(payload.Length)];
        Crc32C.ComputeBlocks(payload, checksums);

        var (before, after) = (new byte[random.Next(100)], new byte[random.Next(100)]);
        var key = $"{chunk.Track}/{chunk.Sequence}";
        Store.Objects.Add(key, [.. before, .. payload, .. after]);
        _samples.Add(chunk with { Payload = new ChunkPayload(key, before.Length, checksums) }, NaiveDecoder.Decode(chunk.Format, payload));
    }
}
