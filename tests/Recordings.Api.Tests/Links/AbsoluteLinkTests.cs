using Recordings.Api.Tests.Running.Backends;
using Recordings.Api.Tests.Running.Calls;
using Recordings.Api.Tests.Running.Service;

namespace Recordings.Api.Tests.Links;

/// <summary>A request target in absolute form is answered like its path and query, whatever the authority (RFC 9112 §3.2.2).</summary>
[EndToEnd, FilesOnly]
internal sealed class AbsoluteLinkTests
{
    private TestService _service = null!;
    private HttpClient _client = null!;
    private string _workspace = "";
    private string _target = "";

    [OneTimeSetUp]
    public async Task StartAsync()
    {
        _service = await TestService.StartAsync(ReadyCalls.StayLive);
        _workspace = await _service.CreateWorkspaceAsync();
        _client = await _service.CreateClientAsync(_workspace);
        await _client.RecordAsync(7);
        _target = new Uri((await _client.GetAsync("7/download-url").JsonAsync()).Text("url")).PathAndQuery;
    }

    [OneTimeTearDown]
    public ValueTask StopAsync()
    {
        _client.Dispose();
        return _service.DisposeAsync();
    }

    [TestCase("http://recordings.example.org")]
    [TestCase("http://RECORDINGS.example.org:80")]
    [TestCase("http://recordings.example.org:8080")]
    [TestCase("https://recordings.example.org")]
    [TestCase("http://[::1]:5000")]
    public async Task Link_InAbsoluteForm_IsFollowed(string origin)
    {
        var authority = origin[(origin.IndexOf("://", StringComparison.Ordinal) + 3)..];
        foreach (var host in new[] { authority, "other.example.org" })
            Assert.That(await StatusAsync(origin + _target, host), Is.EqualTo("206"), host);
    }

    [TestCase("http://user@host")]
    [TestCase("http://user:word@host")]
    [TestCase("http://@host")]
    [TestCase("ftp://host")]
    [TestCase("HTTP://host", Description = "The server knows schemes in lower case only.")]
    [TestCase("http:")]
    [TestCase("http://")]
    [TestCase("http://host\\links")]
    [TestCase("http://host\\..")]
    public async Task Link_InAnotherForm_Is400(string origin) =>
        Assert.That(await StatusAsync(origin + _target, "host"), Is.EqualTo("400"));

    [Test]
    public async Task Link_AlteredInAbsoluteForm_IsInvalid()
    {
        var at = _target.IndexOf("signature=", StringComparison.Ordinal) + 12;
        foreach (var altered in new[]
        {
            $"{_target[..at]}{(_target[at] == 'A' ? 'B' : 'A')}{_target[(at + 1)..]}", _target + "&x=y", _target + "#x", "/x/.." + _target, "/" + _target,
            "/links" + _target, _target.Replace("/links/", "/links/./", StringComparison.Ordinal), _target.Replace("7/", "%37/", StringComparison.Ordinal),
        })
            Assert.That(await StatusAsync("http://host" + altered, "host"), Is.EqualTo("403"), altered);
    }

    [TestCase("http://host/health/live", "200")]
    [TestCase("http://host/HEALTH/live?x", "200")]
    [TestCase("http://host", "200")]
    [TestCase("http://host?x", "200")]
    [TestCase("http://host/nowhere", "404")]
    [TestCase("http://host/health%2Flive", "404")]
    [TestCase("/health%2Flive", "404")]
    public async Task Route_InAbsoluteForm_IsThatOfItsPath(string target, string status) =>
        Assert.That(await StatusAsync(target, "host"), Is.EqualTo(status));

    [Test]
    public async Task Recording_InAbsoluteForm_IsRead()
    {
        var answer = await RawRequest.GetAsync(
            _service.Address, $"http://recordings.example.org/api/v2/w/{_workspace}/recordings/chat/7", "other.example.org",
            $"Authorization: {_client.DefaultRequestHeaders.Authorization}");

        Assert.That(answer, Does.StartWith("HTTP/1.1 200 ").And.Contain("\"http://recordings.example.org/api/v2/w/"));
    }

    private async Task<string> StatusAsync(string target, string host) =>
        (await RawRequest.GetAsync(_service.Address, target, host, "Range: bytes=0-1"))[9..12];
}
