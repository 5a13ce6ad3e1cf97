using System.Buffers.Binary;
using System.Text;
using System.Text.RegularExpressions;
using Recordings.Domain.Samples;

namespace Recordings.Infrastructure.Tests.Inspection;

/// <summary>
/// Reads a WAVE file by the published rules, slowly, over the whole body in memory. It shares no code with the inspector, and judges it.
/// </summary>
internal sealed partial class NaiveWavReader
{
    private readonly byte[] _body;
    private readonly string _text;
    private readonly long _maxBytes;

    private NaiveWavReader(byte[] body, long maxBytes) => (_body, _text, _maxBytes) = (body, Encoding.Latin1.GetString(body), maxBytes);

    /// <param name="body">The whole body.</param>
    /// <param name="maxBytes">Capture:MaxChunkBytes.</param>
    public static NaiveVerdict Read(byte[] body, long maxBytes) => new NaiveWavReader(body, maxBytes).Read();

    [GeneratedRegex(@"\G(RIFF|RF64|BW64)[\s\S]{4}WAVE")]
    private static partial Regex Signature();

    [GeneratedRegex(@"(RIFF|RF64|BW64)[\s\S]{4}WAVE")]
    private static partial Regex SignatureAnywhere();

    [GeneratedRegex(@"(?=(RIFF|RF64|BW64)[\s\S]{4}WAVE[ -~]{4})")]
    private static partial Regex FileStart();

    private NaiveVerdict Read()
    {
        if (!Signature().IsMatch(_text, 0))
            return NaiveVerdict.No("not a RIFF/WAVE");

        AudioFormat? format = null;
        (ulong Data, ulong Frames)? ds64 = null;
        long at = 12;
        while (at + 8 <= _body.Length)
        {
            var (id, size, content) = (_text.Substring((int)at, 4), U32(at + 4), (int)at + 8);
            if (id == "data" && format is null)
                return NaiveVerdict.No("before a fmt chunk");
            if (id == "data")
                return Data(format!, content, size == uint.MaxValue && ds64 is not null ? WithoutPad(format!, ds64.Value) : size);

            if (id == "fmt " && format is not null)
                return NaiveVerdict.No("more than one fmt");
            if (id == "fmt " && (format = NaiveWavFormat.Read(_body[content..(int)Math.Min(_body.Length, content + (long)size)])) is null)
                return NaiveVerdict.No("");

            if (id == "ds64" && !_text.StartsWith("RIFF", StringComparison.Ordinal))
            {
                if (ds64 is not null)
                    return NaiveVerdict.No("more than one ds64");
                if (Math.Min(size, _body.Length - content) < 28)
                    return NaiveVerdict.No("ds64 chunk has");
                ds64 = (U64(content + 8), U64(content + 16));
            }

            at = content + (long)size + (size % 2);
        }

        return NaiveVerdict.No("ends before a data chunk");
    }

    private NaiveVerdict Data(AudioFormat format, int start, ulong size)
    {
        var there = (ulong)(_body.Length - start);
        if (size == 0)
        {
            var (end, more) = Chain(start);
            return more.Length > 0 ? NaiveVerdict.No(more)
                : end == _body.Length ? NaiveVerdict.No("empty")
                : Unknown(format, start);
        }

        if (size <= there)
        {
            var end = start + (int)size;
            var faults = new List<string> { Tail(end) };
            if (size % 2 == 1)
                faults.Add(Tail(Math.Min(end + 1, _body.Length)));
            var worst = faults.FirstOrDefault(fault => fault.Contains("second", StringComparison.Ordinal));
            return worst is not null ? NaiveVerdict.No(worst)
                : faults.Contains("") ? Whole(format, start, end)
                : NaiveVerdict.No(faults[0]);
        }

        if (size > (ulong)_maxBytes)
            return Unknown(format, start);
        return size <= there + 44 ? Whole(format, start, _body.Length) : NaiveVerdict.No("truncated");
    }

    private NaiveVerdict Unknown(AudioFormat format, int start)
    {
        var (end, left) = (_body.Length, new List<string> { "LIST", "id3 " });
        for (var again = true; again;)
        {
            again = false;
            for (var at = start; at + 8 <= end && !again; at++)
            {
                var id = _text.Substring(at, 4);
                if (!left.Contains(id) || (at + 8L + U32(at + 4) != end && at + 8L + U32(at + 4) + (U32(at + 4) % 2) != end))
                    continue;
                (end, again) = (at, left.Remove(id));
            }
        }

        return FileStart().Matches(_text, start).Any(match => match.Index < end)
            ? NaiveVerdict.No("second WAV file")
            : Whole(format, start, end);
    }

    private static NaiveVerdict Whole(AudioFormat format, int start, int end)
    {
        var frames = (end - start) / format.BytesPerFrame;
        return frames == 0 ? NaiveVerdict.No("empty") : new NaiveVerdict(format, start, frames, "");
    }

    /// <summary>What is wrong with the bytes after the data; empty when nothing is.</summary>
    private string Tail(int start)
    {
        var (end, more) = Chain(start);
        if (more.Length > 0)
            return more;
        if (_body.Length - end <= 64)
            return SignatureAnywhere().IsMatch(_text[end..]) ? "second WAV file" : "";
        return _body[end..].All(value => value == 0) ? "" : "no chunks";
    }

    private (int End, string More) Chain(int at)
    {
        while (true)
        {
            if (Signature().IsMatch(_text, at))
                return (at, "second WAV file");
            if (at + 8 > _body.Length)
                return (at, "");
            var id = _text.Substring(at, 4);
            if (id == "data")
                return (at, "second data chunk");
            var end = at + 8L + U32(at + 4);
            if (id.Any(letter => letter is < ' ' or > '~') || end > _body.Length)
                return (at, "");
            at = (int)Math.Min(end + (end - at) % 2, _body.Length);
        }
    }

    /// <summary>One byte a frame, an even size, and one frame less: the size counts the pad byte.</summary>
    private static ulong WithoutPad(AudioFormat format, (ulong Data, ulong Frames) ds64) =>
        format.BytesPerFrame == 1 && ds64.Data % 2 == 0 && ds64.Data == ds64.Frames + 1 && ds64.Data != 0 ? ds64.Frames : ds64.Data;

    private ulong U64(int at) => BinaryPrimitives.ReadUInt64LittleEndian(_body.AsSpan(at));

    private uint U32(long at) => BinaryPrimitives.ReadUInt32LittleEndian(_body.AsSpan((int)at));
}

/// <param name="Format">Null when the body is rejected.</param>
/// <param name="Reason">Words that the reason for the sender contains.</param>
internal sealed record NaiveVerdict(AudioFormat? Format, int Offset, int Frames, string Reason)
{
    public static NaiveVerdict No(string reason) => new(null, 0, 0, reason);
}
