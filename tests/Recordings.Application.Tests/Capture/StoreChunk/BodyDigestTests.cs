using System.Security.Cryptography;
using Recordings.Application.Capture.StoreChunk;
using Recordings.Domain;

namespace Recordings.Application.Tests.Capture.StoreChunk;

public sealed class BodyDigestTests
{
    [TestCase(0)]
    [TestCase(1)]
    [TestCase(200_000)]
    public async Task Read_BodyUpToTheLimit_IsItsSha256(int length)
    {
        var body = new byte[length];
        new Random(1).NextBytes(body);

        var digest = await BodyDigest.ReadAsync(new MemoryStream(body), maxBytes: length, default);

        Assert.That(digest?.Checksum, Is.EqualTo(new Sha256(SHA256.HashData(body))));
    }

    [TestCase(1)]
    [TestCase(200_000)]
    public async Task Read_BodyLongerThanTheLimit_IsNull(int length) =>
        Assert.That(await BodyDigest.ReadAsync(new MemoryStream(new byte[length]), maxBytes: length - 1, default), Is.Null);

    [Test]
    public async Task Read_BodyLongerThanTheLimit_StopsThere()
    {
        using var body = new MemoryStream(new byte[10_000_000]);

        await BodyDigest.ReadAsync(body, maxBytes: 1000, default);

        Assert.That(body.Position, Is.LessThan(1_000_000));
    }
}
