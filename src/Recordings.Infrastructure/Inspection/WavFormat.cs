using System.Buffers.Binary;
using System.Diagnostics.CodeAnalysis;
using Recordings.Domain.Samples;

namespace Recordings.Infrastructure.Inspection;

/// <summary>
/// Parses a WAVE file's fmt chunk: WAVEFORMATEX or WAVEFORMATEXTENSIBLE, little-endian. Tag, channels and bits decide. Encoders often
/// write wrong average bytes per second and block alignment. Only 24 bits need the latter: some encoders store them in four bytes.
/// </summary>
internal static class WavFormat
{
    /// <summary>The most bytes that are read: further bytes say nothing about the supported encodings.</summary>
    public const int MaxLength = 40;

    private const int MinLength = 16;
    private const ushort Pcm = 1;
    private const ushort IeeeFloat = 3;
    private const ushort ALaw = 6;
    private const ushort MuLaw = 7;
    private const ushort Extensible = 0xFFFE;

    /// <summary>The bytes after the format tag in a sub-format GUID that only wraps a tag (KSDATAFORMAT_SUBTYPE_*).</summary>
    private static ReadOnlySpan<byte> TagGuidTail => [0, 0, 0, 0, 0x10, 0, 0x80, 0, 0, 0xAA, 0, 0x38, 0x9B, 0x71];

    public static bool TryParse(
        ReadOnlySpan<byte> content, [NotNullWhen(true)] out AudioFormat? format, [NotNullWhen(false)] out string? reason)
    {
        format = null;
        if (content.Length < MinLength)
        {
            reason = $"The fmt chunk has {content.Length} bytes: at least {MinLength} are needed.";
            return false;
        }

        var channels = BinaryPrimitives.ReadUInt16LittleEndian(content[2..]);
        var hertz = BinaryPrimitives.ReadUInt32LittleEndian(content[4..]);
        var blockAlign = BinaryPrimitives.ReadUInt16LittleEndian(content[12..]);
        var bits = BinaryPrimitives.ReadUInt16LittleEndian(content[14..]);
        if (!TryReadTag(content, bits, out var tag, out reason)
            || !TryFindEncoding(tag, bits, out var encoding, out reason)
            || !SupportedFormat.TryCreate(encoding, hertz, channels, out var declared, out reason))
            return false;

        if (encoding == SampleEncoding.Pcm24 && blockAlign != declared.BytesPerFrame)
        {
            reason = $"The fmt chunk contradicts itself: {channels} channels of {bits} bits make frames of {declared.BytesPerFrame} bytes, "
                + $"not {blockAlign}.";
            return false;
        }

        format = declared;
        return true;
    }

    private static bool TryReadTag(ReadOnlySpan<byte> content, ushort bits, out ushort tag, [NotNullWhen(false)] out string? reason)
    {
        tag = BinaryPrimitives.ReadUInt16LittleEndian(content);
        reason = null;
        if (tag != Extensible)
            return true;

        if (content.Length < MaxLength)
            reason = $"The fmt chunk is WAVE_FORMAT_EXTENSIBLE but has {content.Length} bytes: {MaxLength} are needed.";
        else if (!content[26..MaxLength].SequenceEqual(TagGuidTail))
            reason = "The sub-format of the fmt chunk is not supported: PCM, float and G.711 are.";
        else if (BinaryPrimitives.ReadUInt16LittleEndian(content[18..]) is var validBits && validBits > bits)
            reason = $"The fmt chunk contradicts itself: {validBits} valid bits in samples of {bits} bits.";
        else
            tag = BinaryPrimitives.ReadUInt16LittleEndian(content[24..]);

        return reason is null;
    }

    private static bool TryFindEncoding(ushort tag, ushort bits, out SampleEncoding encoding, [NotNullWhen(false)] out string? reason)
    {
        SampleEncoding? found = (tag, bits) switch
        {
            (Pcm, 8) => SampleEncoding.Pcm8,
            (Pcm, 16) => SampleEncoding.Pcm16,
            (Pcm, 24) => SampleEncoding.Pcm24,
            (Pcm, 32) => SampleEncoding.Pcm32,
            (IeeeFloat, 32) => SampleEncoding.Float32,
            (IeeeFloat, 64) => SampleEncoding.Float64,
            (ALaw, 8) => SampleEncoding.ALaw,
            (MuLaw, 8) => SampleEncoding.MuLaw,
            _ => null,
        };
        encoding = found ?? default;
        reason = found is not null ? null : tag switch
        {
            Pcm => $"PCM of {bits} bits is not supported: 8, 16, 24 and 32 bits are.",
            IeeeFloat => $"Floating point of {bits} bits is not supported: 32 and 64 bits are.",
            ALaw or MuLaw => $"G.711 has samples of 8 bits, not {bits}.",
            _ => $"WAVE format 0x{tag:X4} is not supported: PCM, float and G.711 are.",
        };
        return found is not null;
    }
}
