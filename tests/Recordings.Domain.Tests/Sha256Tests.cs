namespace Recordings.Domain.Tests;

public sealed class Sha256Tests
{
    private static readonly byte[] Digest = [.. Enumerable.Range(1, 32).Select(i => (byte)i)];

    [TestCase(0)]
    [TestCase(31)]
    [TestCase(33)]
    public void Constructor_OtherThanThirtyTwoBytes_Throws(int length) =>
        Assert.That(() => new Sha256(new byte[length]), Throws.ArgumentException);

    [Test]
    public void ToArray_OfADigest_IsItsBytes() => Assert.That(new Sha256(Digest).ToArray(), Is.EqualTo(Digest));

    [Test]
    public void ToString_OfADigest_IsLowerCaseHexadecimal() =>
        Assert.That(new Sha256(Digest).ToString(), Is.EqualTo("0102030405060708090a0b0c0d0e0f101112131415161718191a1b1c1d1e1f20"));

    [Test]
    public void Equality_OfDigests_ComparesEveryByte([Range(0, 31)] int changed)
    {
        byte[] other = [.. Digest];
        other[changed] ^= 1;

        Assert.That((new Sha256(Digest) == new Sha256([.. Digest]), new Sha256(Digest) == new Sha256(other)), Is.EqualTo((true, false)));
    }
}
