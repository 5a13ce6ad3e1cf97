using System.Buffers.Binary;
using Recordings.Domain.Samples;

namespace Recordings.Infrastructure.Inspection;

/// <summary>What a ds64 chunk says about the data chunk, whose own size has 32 bits (EBU Tech 3306, ITU-R BS.2088).</summary>
/// <param name="Data">Bytes of the data chunk; any number.</param>
/// <param name="Frames">Frames in it; any number.</param>
internal readonly record struct LongSizes(ulong Data, ulong Frames)
{
    /// <summary>Sizes of the file, of the data and of the frames, and the length of a table of further sizes.</summary>
    public const int Length = 28;

    /// <param name="content">At least <see cref="Length"/> bytes.</param>
    public static LongSizes Read(ReadOnlySpan<byte> content) =>
        new(BinaryPrimitives.ReadUInt64LittleEndian(content[8..]), BinaryPrimitives.ReadUInt64LittleEndian(content[16..]));

    /// <summary>The size of the samples. ffmpeg counts the pad byte too; with one byte a frame it would be heard.</summary>
    public ulong DataOf(AudioFormat format) =>
        format.BytesPerFrame == 1 && Data > 0 && ulong.IsEvenInteger(Data) && Frames == Data - 1 ? Frames : Data;
}
