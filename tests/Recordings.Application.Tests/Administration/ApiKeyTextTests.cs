using Recordings.Application.Administration;

namespace Recordings.Application.Tests.Administration;

public sealed class ApiKeyTextTests
{
    [Test]
    public void New_Text_IsThePrefixAnd256BitsInBase64Url() => Assert.That(ApiKeyText.New(), Does.Match("^rk_[A-Za-z0-9_-]{43}$"));

    [Test]
    public void New_ManyTimes_IsDifferentEachTime() =>
        Assert.That(Enumerable.Range(0, 100).Select(_ => ApiKeyText.New()), Is.Unique);

    [Test]
    public void Digest_Text_IsItsSha256() => Assert.That(ApiKeyText.Digest("rk_1"), Is.EqualTo(Digests.Of("rk_1")));
}
