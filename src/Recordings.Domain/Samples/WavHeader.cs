using System.Buffers.Binary;

namespace Recordings.Domain.Samples;

/// <summary>
/// The header of a 16-bit PCM WAV (timeline rule 11): canonical RIFF of 44 bytes (Microsoft/IBM, 1991), or RF64 of 80 bytes
/// (EBU Tech 3306, ITU-R BS.2088) if the file is too large for RIFF's 32-bit sizes. Invariants: at least one frame; one or two
/// channels.
/// </summary>
public sealed class WavHeader
{
    private const int RiffLength = 44;
    private const int Rf64Length = 80;
    private const int BytesPerSample = 2;
    private const int FormatLength = 16;
    private const int Ds64Length = 28;
    private const ushort Pcm = 1;

    private readonly SampleRate _rate;
    private readonly long _frames;
    private readonly int _channels;

    /// <exception cref="ArgumentOutOfRangeException">Fewer than one frame, or neither one nor two channels.</exception>
    public WavHeader(SampleRate rate, long frames, int channels)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(frames, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(channels, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(channels, 2);
        (_rate, _frames, _channels) = (rate, frames, channels);
        Length = RiffSize(RiffLength) <= uint.MaxValue ? RiffLength : Rf64Length;
    }

    /// <summary>Size of the header in bytes: 44 or 80.</summary>
    public int Length { get; }

    /// <summary>Size of the file in bytes: the header, and two bytes for each sample.</summary>
    public long FileLength => Length + DataSize;

    private int BytesPerFrame => _channels * BytesPerSample;

    private long DataSize => _frames * BytesPerFrame;

    /// <param name="destination">At least <see cref="Length"/> bytes.</param>
    /// <exception cref="ArgumentException">The destination is too short.</exception>
    public void Write(Span<byte> destination)
    {
        if (destination.Length < Length)
            throw new ArgumentException($"The header needs {Length} bytes.", nameof(destination));

        var large = Length == Rf64Length;
        var rest = Tag(destination, large ? "RF64"u8 : "RIFF"u8);
        rest = UInt32(rest, large ? uint.MaxValue : (uint)RiffSize(Length));
        rest = Tag(rest, "WAVE"u8);
        rest = large ? Ds64(rest) : rest;
        rest = Format(rest);
        rest = Tag(rest, "data"u8);
        UInt32(rest, large ? uint.MaxValue : (uint)DataSize);
    }

    private long RiffSize(int header) => header + DataSize - 8;

    private Span<byte> Ds64(Span<byte> rest)
    {
        rest = UInt32(Tag(rest, "ds64"u8), Ds64Length);
        rest = UInt64(rest, (ulong)RiffSize(Length));
        rest = UInt64(rest, (ulong)DataSize);
        rest = UInt64(rest, (ulong)_frames);
        return UInt32(rest, 0);
    }

    private Span<byte> Format(Span<byte> rest)
    {
        rest = UInt32(Tag(rest, "fmt "u8), FormatLength);
        rest = UInt16(UInt16(rest, Pcm), (ushort)_channels);
        rest = UInt32(rest, (uint)_rate.Hertz);
        rest = UInt32(rest, (uint)(_rate.Hertz * BytesPerFrame));
        return UInt16(UInt16(rest, (ushort)BytesPerFrame), BytesPerSample * 8);
    }

    private static Span<byte> Tag(Span<byte> rest, ReadOnlySpan<byte> tag)
    {
        tag.CopyTo(rest);
        return rest[tag.Length..];
    }

    private static Span<byte> UInt16(Span<byte> rest, ushort value)
    {
        BinaryPrimitives.WriteUInt16LittleEndian(rest, value);
        return rest[sizeof(ushort)..];
    }

    private static Span<byte> UInt32(Span<byte> rest, uint value)
    {
        BinaryPrimitives.WriteUInt32LittleEndian(rest, value);
        return rest[sizeof(uint)..];
    }

    private static Span<byte> UInt64(Span<byte> rest, ulong value)
    {
        BinaryPrimitives.WriteUInt64LittleEndian(rest, value);
        return rest[sizeof(ulong)..];
    }
}
