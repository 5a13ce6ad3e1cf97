using BenchmarkDotNet.Attributes;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using Recordings.Application.Ports;
using Recordings.Application.Scheduling;
using Recordings.Application.Storage;
using Recordings.Domain;
using Recordings.Domain.Chats;
using Recordings.Domain.Samples;
using Recordings.Domain.Timelines;
using Recordings.Infrastructure.Checksums;
using Recordings.Infrastructure.Disk;
using Recordings.Infrastructure.FileStore;
using Recordings.Infrastructure.Rendering;

namespace Recordings.Benchmarks.Kernels;

/// <summary>One window rendered from chunk files in the page cache, with checksums: the unit of live ranges and assemblies.</summary>
public class WindowBenchmarks
{
    private const int ChunkSeconds = 5;
    private const int Chunks = 12;

    private readonly byte[] _output = new byte[WindowRenderer.MaxFrames * sizeof(short)];
    private DirectoryInfo _folder = null!;
    private WindowRenderer _renderer = null!;
    private long _windows;
    private long _next;

    [Params(1, 2, 8)]
    public int Tracks { get; set; }

    [Params(SampleEncoding.Pcm16, SampleEncoding.MuLaw)]
    public SampleEncoding Encoding { get; set; }

    [GlobalSetup]
    public void Prepare()
    {
        _folder = Directory.CreateTempSubdirectory("recordings-windows");
        var data = new DataDirectory(Options.Create(new DataOptions { Directory = _folder.FullName }));
        data.Create();
        var chunks = new List<Chunk>();
        for (var track = 0; track < Tracks; track++)
        {
            for (var sequence = 0; sequence < Chunks; sequence++)
                chunks.Add(Write(data, track, sequence));
        }

        var timeline = Timeline.Create(chunks);
        var turns = new RenderingTurns(new TurnQueue<RenderingKey>(slots: 1), new RenderingKey(timeline, RenderingPurpose.Reading));
        var store = new FileAudioStore(data, new FreeSpace(data, Options.Create(new StorageOptions()), NullLogger<FreeSpace>.Instance));
        _renderer = new WindowRenderer(store, turns, timeline);
        _windows = timeline.Frames / WindowRenderer.MaxFrames;
    }

    [Benchmark(OperationsPerInvoke = WindowRenderer.MaxFrames)]
    public async Task Render()
    {
        var start = _next++ % _windows * WindowRenderer.MaxFrames;
        await _renderer.RenderAsync(new FrameRange(start, start + WindowRenderer.MaxFrames), _output, CancellationToken.None);
    }

    [GlobalCleanup]
    public void Remove() => _folder.Delete(recursive: true);

    private Chunk Write(DataDirectory data, int track, int sequence)
    {
        var format = new AudioFormat(Encoding, SampleRate.FromHertz(16000), 1);
        var bytes = Noise.Bytes(ChunkSeconds * 16000 * format.BytesPerFrame, (track * Chunks) + sequence);
        var checksums = new uint[Crc32C.BlockCount(bytes.Length)];
        Crc32C.ComputeBlocks(bytes, checksums);
        var key = $"{track}-{sequence}";
        File.WriteAllBytes(Path.Combine(data.Objects, key), bytes);

        return new Chunk
        {
            Track = TrackName.From($"t{track}"),
            Sequence = sequence,
            Start = new MediaTime(sequence * ChunkSeconds * 1_000_000_000L),
            ContentType = "audio/wav",
            Format = format,
            Frames = ChunkSeconds * 16000,
            Checksum = new Sha256(System.Security.Cryptography.SHA256.HashData(bytes)),
            Payload = new ChunkPayload(key, 0, checksums),
        };
    }
}
