using System.Buffers;
using System.Runtime.InteropServices;
using Recordings.Domain.Samples;
using Recordings.Domain.Timelines;

namespace Recordings.Infrastructure.Rendering;

/// <summary>One voice of a window: its reads, and the conversion of their bytes to output samples.</summary>
internal readonly struct VoiceSource
{
    private readonly VoiceSpan _voice;
    private readonly SampleRate _rate;
    private readonly Memory<byte> _output;
    private readonly VoiceMix _mix;

    /// <summary>Null when the store reads directly into the output.</summary>
    private readonly List<Piece>? _pieces;

    private VoiceSource(VoiceSpan voice, SampleRate rate, Memory<byte> output, VoiceMix mix, List<Piece>? pieces) =>
        (_voice, _rate, _output, _mix, _pieces) = (voice, rate, output, mix, pieces);

    public FrameRange Frames => _voice.Frames;

    /// <param name="output">The voice's place in the window.</param>
    /// <param name="mix">How the voice is combined with other voices at this place.</param>
    public static VoiceSource Add(VerifiedReads reads, VoiceSpan voice, SampleRate rate, Memory<byte> output, VoiceMix mix)
    {
        var (first, count) = SourceFrames(voice, rate);
        var parts = voice.Run.PartsOver(first, count).Span;
        var direct = mix is VoiceMix.Alone && voice.Run.Rate == rate && AreInOutputFormat(parts);
        var pieces = direct ? null : new List<Piece>(parts.Length);

        foreach (var part in parts)
        {
            var from = Math.Max(first, part.FirstFrame);
            var frames = (int)(Math.Min(first + count, part.FirstFrame + part.Chunk.Frames) - from);
            var at = (int)(from - first);
            if (direct)
                reads.Add(part.Chunk, from - part.FirstFrame, frames, output.Slice(at * sizeof(short), frames * sizeof(short)));
            else
                pieces!.Add(new Piece(part.Chunk.Format, reads.Add(part.Chunk, from - part.FirstFrame, frames), at, frames));
        }

        return new VoiceSource(voice, rate, output, mix, pieces);
    }

    /// <summary>Mixes the voice into the output. Call it in the order of Add: a second voice is added to the first.</summary>
    /// <param name="sums">The voice's part of the window's sums; empty when the window has no sums.</param>
    public void Render(Span<int> sums)
    {
        if (_pieces is null)
            return;

        if (_mix is VoiceMix.Alone)
            Decode(Output);
        else if (_voice.Run.Rate == _rate && _pieces.TrueForAll(piece => piece.Format.IsOutputFormat))
            AddBytes(sums);
        else
            AddDecoded(sums);
    }

    private Span<short> Output => MemoryMarshal.Cast<byte, short>(_output.Span);

    private void AddBytes(Span<int> sums)
    {
        foreach (var piece in _pieces!)
            Add(MemoryMarshal.Cast<byte, short>(piece.Bytes.Span), piece.At, sums);
    }

    private void AddDecoded(Span<int> sums)
    {
        var frames = (int)Frames.Length;
        var rented = ArrayPool<short>.Shared.Rent(frames);
        try
        {
            Decode(rented.AsSpan(0, frames));
            Add(rented.AsSpan(0, frames), 0, sums);
        }
        finally
        {
            ArrayPool<short>.Shared.Return(rented);
        }
    }

    private void Add(ReadOnlySpan<short> samples, int at, Span<int> sums)
    {
        if (_mix is VoiceMix.Summed)
            Mixer.Add(samples, sums.Slice(at, samples.Length));
        else
            Mixer.AddSaturated(samples, Output.Slice(at, samples.Length));
    }

    private void Decode(Span<short> samples)
    {
        if (_voice.Run.Rate == _rate)
        {
            DecodePieces(samples);
            return;
        }

        var (_, count) = SourceFrames(_voice, _rate);
        var rented = ArrayPool<short>.Shared.Rent(count);
        try
        {
            // Outside the run the filter reads silence.
            var source = rented.AsSpan(0, count);
            source.Clear();
            DecodePieces(source);
            Resampler.Between(_voice.Run.Rate, _rate).Resample(source, Frames.Start - _voice.Run.Start, samples);
        }
        finally
        {
            ArrayPool<short>.Shared.Return(rented);
        }
    }

    private void DecodePieces(Span<short> samples)
    {
        foreach (var piece in _pieces!)
            SampleDecoder.Decode(piece.Format, piece.Bytes.Span, samples.Slice(piece.At, piece.Frames));
    }

    private static (long First, int Count) SourceFrames(VoiceSpan voice, SampleRate rate)
    {
        var first = voice.Frames.Start - voice.Run.Start;
        var frames = (int)voice.Frames.Length;
        return voice.Run.Rate == rate ? (first, frames) : Resampler.Between(voice.Run.Rate, rate).SourceFrames(first, frames);
    }

    private static bool AreInOutputFormat(ReadOnlySpan<RunPart> parts)
    {
        foreach (var part in parts)
        {
            if (!part.Chunk.Format.IsOutputFormat)
                return false;
        }

        return true;
    }

    private readonly record struct Piece(AudioFormat Format, ReadOnlyMemory<byte> Bytes, int At, int Frames);
}

/// <summary>How a voice is combined with the other voices at its place.</summary>
internal enum VoiceMix
{
    /// <summary>The only voice: written to the output.</summary>
    Alone,

    /// <summary>The second of two voices: added to the first in the output.</summary>
    Second,

    /// <summary>One of three or more voices: added to the sums.</summary>
    Summed,
}
