using Recordings.Api.Tests.Running.Service;

namespace Recordings.Api.Tests.Hosting;

/// <summary>Two readers could disagree on the end, a line or a name of these requests: one 400, and the connection closes.</summary>
[TestFixture]
internal sealed class RequestFramingTests
{
    private const string Smuggled = "GET /health/live HTTP/1.1\r\nHost: x\r\n\r\n";

    private TestService _service = null!;
    private string _authorized = null!;

    [OneTimeSetUp]
    public async Task StartAsync()
    {
        _service = await TestService.StartAsync();
        var workspace = await _service.CreateWorkspaceAsync();
        using var client = await _service.CreateClientAsync(workspace);
        _authorized = $"/api/v2/w/{workspace}/recordings/chat/1 HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\n"
            + $"Authorization: {client.DefaultRequestHeaders.Authorization}\r\n";
    }

    [OneTimeTearDown]
    public async Task StopAsync() => await _service.DisposeAsync();

    [TestCase("Content-Length: 5\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n")]
    [TestCase("Transfer-Encoding: chunked\r\nContent-Length: 0\r\n\r\n0\r\n\r\n")]
    [TestCase("Content-Length: 2\r\nContent-Length: 3\r\n\r\n{}x")]
    [TestCase("Content-Length: 2\r\nContent-Length: 2\r\n\r\n{}")]
    [TestCase("Content-Length: 2, 2\r\n\r\n{}")]
    [TestCase("Content-Length: -2\r\n\r\n{}")]
    [TestCase("Content-Length: 0x2\r\n\r\n{}")]
    [TestCase("Content-Length: 99999999999999999999\r\n\r\n{}")]
    [TestCase("Content-Length : 2\r\n\r\n{}")]
    [TestCase("Transfer-Encoding : chunked\r\n\r\n0\r\n\r\n")]
    [TestCase("Transfer-Encoding: xchunked\r\n\r\n0\r\n\r\n")]
    [TestCase("Transfer-Encoding: gzip, chunked\r\n\r\n0\r\n\r\n")]
    [TestCase("Transfer-Encoding: chunked, identity\r\n\r\n0\r\n\r\n")]
    [TestCase("Transfer-Encoding: chunked\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n")]
    [TestCase("Transfer-Encoding: \vchunked\r\n\r\n0\r\n\r\n")]
    [TestCase("Transfer-Encoding: chunked\r\n\r\nzz\r\n{}\r\n0\r\n\r\n")]
    [TestCase("Transfer-Encoding: chunked\r\n\r\n-2\r\n{}\r\n0\r\n\r\n")]
    [TestCase("Transfer-Encoding: chunked\r\n\r\n2\n{}\r\n0\r\n\r\n")]
    [TestCase("Transfer-Encoding: chunked\r\n\r\n2;\nx\r\n{}\r\n0\r\n\r\n")]
    [TestCase("Transfer-Encoding: chunked\r\n\r\n2\r\n{}!0\r\n\r\n")]
    [TestCase("Transfer-Encoding: chunked\r\n\r\nFFFFFFFFFFFFFFFFF\r\n{}\r\n0\r\n\r\n")]
    [TestCase("X-Folded: a\r\n b\r\nContent-Length: 2\r\n\r\n{}")]
    [TestCase("X-Bare: a\nContent-Length: 2\r\n\r\n{}")]
    [TestCase("X-Bare: a\rContent-Length: 2\r\n\r\n{}")]
    [TestCase("X-Nul: a\0b\r\nContent-Length: 2\r\n\r\n{}")]
    [TestCase("Host: y\r\nContent-Length: 2\r\n\r\n{}")]
    [TestCase(": a\r\nContent-Length: 2\r\n\r\n{}")]
    [TestCase("NoColon\r\nContent-Length: 2\r\n\r\n{}")]
    public async Task Put_AmbiguousMessage_Is400AndNothingAfterItIsRead(string rest)
    {
        using var connection = await RawConnection.OpenAsync(_service.Address);

        var answer = await connection.SendAndReadToEndAsync($"PUT {_authorized}{rest}{Smuggled}");

        Assert.That(answer, Does.StartWith("HTTP/1.1 400 ").And.Not.Contain("live"));
    }

    [TestCase("GET /health/live HTTP/1.1\nHost: x\n\n")]
    [TestCase("GET /health/live HTTP/1.1\r\n\r\n")]
    [TestCase("GET  /health/live HTTP/1.1\r\nHost: x\r\n\r\n")]
    [TestCase("GET /health/live\0 HTTP/1.1\r\nHost: x\r\n\r\n")]
    [TestCase("GET /health/live\r\nHost: x\r\n\r\n")]
    [TestCase("G\u0001T /health/live HTTP/1.1\r\nHost: x\r\n\r\n")]
    [TestCase("GET /health/live HTTP/1.1\r\nHost: x y\r\n\r\n")]
    public async Task Request_MalformedHead_Is400AndCloses(string request)
    {
        using var connection = await RawConnection.OpenAsync(_service.Address);

        Assert.That(await connection.SendAndReadToEndAsync(request + Smuggled), Does.StartWith("HTTP/1.1 400 ").And.Not.Contain("\"live\""));
    }

    [Test]
    public async Task Put_ValidChunkedBody_IsReadToItsEnd()
    {
        using var connection = await RawConnection.OpenAsync(_service.Address);

        Assert.That(
            await connection.SendAndReadToEndAsync(
                $"PUT {_authorized}Connection: close\r\nTransfer-Encoding: Chunked\r\n\r\n2\r\n{{}}\r\n0\r\n\r\n"),
            Does.Contain("validation_failed"));
    }
}
