using System.Buffers.Binary;

namespace Recordings.Domain;

/// <summary>A SHA-256 digest (FIPS 180-4). It is compared by value and written as 64 lower-case hexadecimal digits.</summary>
public readonly record struct Sha256
{
    public const int Length = 32;

    private readonly ulong _a, _b, _c, _d;

    /// <exception cref="ArgumentException">The digest does not have 32 bytes.</exception>
    public Sha256(ReadOnlySpan<byte> digest)
    {
        if (digest.Length != Length)
            throw new ArgumentException("A SHA-256 digest has 32 bytes.", nameof(digest));

        _a = BinaryPrimitives.ReadUInt64BigEndian(digest);
        _b = BinaryPrimitives.ReadUInt64BigEndian(digest[8..]);
        _c = BinaryPrimitives.ReadUInt64BigEndian(digest[16..]);
        _d = BinaryPrimitives.ReadUInt64BigEndian(digest[24..]);
    }

    public byte[] ToArray()
    {
        var digest = new byte[Length];
        BinaryPrimitives.WriteUInt64BigEndian(digest, _a);
        BinaryPrimitives.WriteUInt64BigEndian(digest.AsSpan(8), _b);
        BinaryPrimitives.WriteUInt64BigEndian(digest.AsSpan(16), _c);
        BinaryPrimitives.WriteUInt64BigEndian(digest.AsSpan(24), _d);
        return digest;
    }

    public override string ToString() => Convert.ToHexStringLower(ToArray());
}
