using Recordings.Api.Tests.Running.Backends;
using Recordings.Api.Tests.Running.Calls;
using Recordings.Api.Tests.Running.Service;

namespace Recordings.Api.Tests.Capture;

/// <summary>Names that look like file paths fail, and the service writes nothing to the disk.</summary>
[EndToEnd]
internal sealed class HostilePathTests
{
    private TestService _service = null!;
    private string _workspace = null!;
    private string _key = null!;

    private static IEnumerable<string> Names() =>
    [
        "..", ".", "...", "../..", "../../../../etc/cron.d/x", "%2e%2e", "%2E%2E%2F%2E%2E", "%252e%252e%252f", "%252f", "%2f", "%5c", "..%5c..%5cx",
        "..\\..\\x", "%00", "a%00.wav", "%c0%ae%c0%ae", "%ef%bc%8e%ef%bc%8e", "%e2%80%ae", "~", "-a", "_a", ".hidden", "a%20b", "a%0ab", "a;b", "a:b", "C:",
        "a%2fb", "%C3%A9", "%F0%9F%8E%99", new string('a', 65), string.Concat(Enumerable.Repeat("%C3%A9", 300)), "*", "$(id)", "'--",
    ];

    [OneTimeSetUp]
    public async Task StartAsync()
    {
        _service = await TestService.StartAsync();
        _workspace = await _service.CreateWorkspaceAsync();
        using var client = await _service.CreateClientAsync(_workspace);
        _key = client.DefaultRequestHeaders.Authorization!.ToString();
        await client.OpenAsync(1);
    }

    [OneTimeTearDown]
    public async Task StopAsync() => await _service.DisposeAsync();

    [TestCaseSource(nameof(Names))]
    public async Task Put_HostileTrack_FailsAndWritesNothing(string name) =>
        await AssertFailsAsync($"chat/1/tracks/{name}/chunks/0?start_ms=0");

    [TestCaseSource(nameof(Names))]
    public async Task Put_HostileSequence_FailsAndWritesNothing(string name) =>
        await AssertFailsAsync($"chat/1/tracks/caller/chunks/{name}?start_ms=0");

    [TestCaseSource(nameof(Names))]
    public async Task Put_HostileChat_FailsAndWritesNothing(string name) =>
        await AssertFailsAsync($"chat/{name}/tracks/caller/chunks/0?start_ms=0");

    private async Task AssertFailsAsync(string path)
    {
        using var connection = await RawConnection.OpenAsync(_service.Address);

        var answer = await connection.SendAndReadToEndAsync(
            $"PUT /api/v2/w/{_workspace}/recordings/{path} HTTP/1.1\r\nHost: x\r\nConnection: close\r\nAuthorization: {_key}\r\n"
            + "Content-Type: audio/L16;rate=8000\r\nContent-Length: 2\r\n\r\n\0\0");

        Assert.That(answer, Does.StartWith("HTTP/1.1 400 ").Or.StartWith("HTTP/1.1 404 ").Or.StartWith("HTTP/1.1 405 "));
        Assert.That(await _service.KeptAsync(), Is.Empty);
        Assert.That(
            Directory.EnumerateFileSystemEntries(_service.Data.Directory).Select(Path.GetFileName),
            Is.SubsetOf(new[] { "objects", "staging", "link-keys", "recordings.db", "recordings.db-wal", "recordings.db-shm" }));
    }
}
