using Recordings.Domain.Access;

namespace Recordings.Domain.Tests.Access;

public sealed class CredentialIdTests
{
    [TestCase(CredentialKind.ApiKey, "key:k1")]
    [TestCase(CredentialKind.Subject, "sub:k1")]
    public void ToString_OfEachKind_HasItsPrefix(CredentialKind kind, string expected) =>
        Assert.That(new CredentialId(kind, "k1").ToString(), Is.EqualTo(expected));
}
