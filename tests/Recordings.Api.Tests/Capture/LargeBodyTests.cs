using Recordings.Api.Tests.Running.Backends;
using Recordings.Api.Tests.Running.Calls;
using Recordings.Api.Tests.Running.Service;

namespace Recordings.Api.Tests.Capture;

/// <summary>A client receives the failure even if it is still sending the body when the service decides.</summary>
[EndToEnd]
internal sealed class LargeBodyTests
{
    private const int Bytes = 16 * 1024 * 1024;

    private TestService _service = null!;
    private Dictionary<string, HttpClient> _clients = null!;

    [OneTimeSetUp]
    public async Task StartAsync()
    {
        _service = await TestService.StartAsync();
        var (workspace, other) = (await _service.CreateWorkspaceAsync(), await _service.CreateWorkspaceAsync());
        using var elsewhere = await _service.CreateClientAsync(other);
        _clients = new()
        {
            ["platform"] = await _service.CreateClientAsync(workspace),
            ["reader"] = await _service.CreateClientAsync(workspace, scopes: "chats:read"),
            ["anonymous"] = _service.CreateClient(workspace),
            ["stranger"] = _service.CreateClient(workspace, elsewhere.DefaultRequestHeaders.Authorization!.Parameter),
        };
    }

    [OneTimeTearDown]
    public async Task StopAsync()
    {
        foreach (var client in _clients.Values)
            client.Dispose();
        await _service.DisposeAsync();
    }

    [TestCase("reader", ExpectedResult = "403 insufficient_scope")]
    [TestCase("anonymous", ExpectedResult = "401 authentication_required")]
    [TestCase("stranger", ExpectedResult = "403 workspace_forbidden")]
    [TestCase("platform", ExpectedResult = "404 chat_not_found")]
    public Task<string> PutChunk_FailureBeforeTheBodyIsRead_IsAnswered(string client) =>
        _clients[client].UploadAsync(ChatIds.Next(), new byte[Bytes]).OutcomeAsync();

    [Test]
    public async Task PutCall_BodyOverTheLimit_IsAnswered([Values] bool sendLength)
    {
        var request = new HttpRequestMessage(HttpMethod.Put, $"{ChatIds.Next()}") { Content = new ByteArrayContent(new byte[Bytes]) };
        request.Content.Headers.TryAddWithoutValidation("Content-Type", "application/json");
        request.Headers.TransferEncodingChunked = !sendLength;

        Assert.That(await _clients["platform"].SendAsync(request).OutcomeAsync(), Is.EqualTo("413 body_too_large"));
    }
}
