using System.Globalization;
using Recordings.Benchmarks.Calls;

namespace Recordings.Benchmarks.Rivals;

/// <summary>The fastest known command of each rival for the same file. The shell runs it in the call's folder.</summary>
internal static class CallCommands
{
    /// <summary>The lower limit: reads all bytes and writes all bytes.</summary>
    public static string Cat(string to) => $"cat *.wav > {to}";

    /// <summary>One process for each track joins its chunks, inserts the pauses and resamples. One more sums the tracks.</summary>
    public static string Sox(GeneratedCall call, string to)
    {
        var tracks = Enumerable.Range(0, call.Shape.Tracks.Count).Select(track => $"-v 1 \"|{SoxTrack(call, track)}\"");
        return $"exec sox -V1 -D -m {string.Join(' ', tracks)} -b 16 -e signed {to}";
    }

    /// <summary>
    /// A concat list for each track; aresample fills the pauses, then amix sums the tracks. The options stop ffmpeg from probing every
    /// chunk for compressed audio, which costs five times as much as the rest.
    /// </summary>
    public static string Ffmpeg(GeneratedCall call, string lists, string to)
    {
        var inputs = new List<string>();
        var filters = new List<string>();
        for (var track = 0; track < call.Shape.Tracks.Count; track++)
        {
            var chunks = call.Chunks.Where(chunk => chunk.Track == track).ToList();
            var list = Path.Combine(lists, $"{call.Shape.Name}-{track}.ffconcat");
            File.WriteAllText(list, ConcatList(call, track, chunks));
            inputs.Add($"-f concat -safe 0 -i {list}");
            filters.Add($"[{track}:a]aresample=async=1:min_hard_comp=0.0001:first_pts=0,adelay={chunks[0].Start}S:all=1[t{track}]");
        }

        var all = string.Concat(filters.Select((_, track) => $"[t{track}]"));
        return $"exec ffmpeg -v error -nostdin -y {string.Join(' ', inputs)} -filter_complex \"{string.Join(';', filters)};"
            + $"{all}amix=inputs={filters.Count}:normalize=0:duration=longest[o]\" -map \"[o]\" -c:a pcm_s16le -fflags +bitexact {to}";
    }

    private static string SoxTrack(GeneratedCall call, int track)
    {
        var chunks = call.Chunks.Where(chunk => chunk.Track == track).ToList();
        var pads = new List<string>();
        long joined = 0, end = 0;
        foreach (var chunk in chunks)
        {
            if (chunk.Start > end)
                pads.Add($"{chunk.Start - end}s{(joined > 0 ? $"@{joined}s" : "")}");
            joined += chunk.Frames;
            end = chunk.Start + chunk.Frames;
        }

        var rate = call.Shape.Tracks[track].Rate < call.Shape.Rate ? $" rate -v {call.Shape.Rate}" : "";
        return $"sox -V1 -D {string.Join(' ', chunks.Select(chunk => chunk.File))} -p pad {string.Join(' ', pads)}{rate}";
    }

    private static string ConcatList(GeneratedCall call, int track, List<GeneratedChunk> chunks)
    {
        var lines = new List<string> { "ffconcat version 1.0" };
        for (var i = 0; i < chunks.Count; i++)
        {
            var until = i + 1 < chunks.Count ? chunks[i + 1].Start : chunks[i].Start + chunks[i].Frames;
            var seconds = (double)(until - chunks[i].Start) / call.Shape.Tracks[track].Rate;
            lines.Add($"file '{Path.Combine(call.Folder, chunks[i].File)}'");
            lines.Add("option probesize 4096");
            lines.Add("option analyzeduration 0");
            lines.Add(string.Create(CultureInfo.InvariantCulture, $"duration {seconds:F6}"));
        }

        return string.Join('\n', lines) + "\n";
    }
}
