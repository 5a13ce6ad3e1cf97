using Recordings.Api.Access;

namespace Recordings.Api.Tests.Access;

internal sealed class RequestTargetTests
{
    [TestCase("/links/a?b=c", "/links/a?b=c")]
    [TestCase("//host/links", "//host/links")]
    [TestCase("http://host/links/a?b=c%2F", "/links/a?b=c%2F")]
    [TestCase("HTTP://HOST:80/a%2fb/../c", "/a%2fb/../c")]
    [TestCase("https://[::1]:5000/a", "/a")]
    [TestCase("http://host", "/")]
    [TestCase("http://host?x=/y", "/?x=/y")]
    [TestCase("http://host//a", "//a")]
    public void FindPathAndQuery_KnownForm_KeepsEveryByte(string target, string expected) =>
        Assert.That(RequestTarget.FindPathAndQuery(target), Is.EqualTo(expected));

    [TestCase("")]
    [TestCase("*")]
    [TestCase("host:443")]
    [TestCase("links/a")]
    [TestCase("ftp://host/a")]
    [TestCase("http:/a")]
    [TestCase("http:///a")]
    [TestCase("http://?a")]
    [TestCase("http://user@host/a")]
    [TestCase("http://user:word@host/a")]
    [TestCase("http://host\\links/a")]
    [TestCase("http://host#/a")]
    public void FindPathAndQuery_OtherForm_IsNull(string target) => Assert.That(RequestTarget.FindPathAndQuery(target), Is.Null);
}
