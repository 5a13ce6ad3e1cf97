using Recordings.Api.Tests.Running.Backends;
using Recordings.Api.Tests.Running.Calls;
using Recordings.Api.Tests.Running.Service;

namespace Recordings.Api.Tests.Hosting;

/// <summary>The path names the chat of a request. A form in the body changes nothing.</summary>
[EndToEnd]
internal sealed class FormBodyTests
{
    private TestService _service = null!;
    private HttpClient _client = null!;

    [SetUp]
    public async Task StartAsync()
    {
        _service = await TestService.StartAsync();
        _client = await _service.CreateClientAsync(await _service.CreateWorkspaceAsync(), scopes: "chats:admin");
        await _client.RecordAsync(7);
        await _client.RecordAsync(9);
    }

    [TearDown]
    public async Task StopAsync()
    {
        _client.Dispose();
        await _service.DisposeAsync();
    }

    [Test]
    public async Task Get_FormNamesAnotherChat_ReadsTheChatInThePath()
    {
        var metadata = await SendAsync(HttpMethod.Get, "7").JsonAsync();

        Assert.That(metadata.GetProperty("chat_id").GetInt64(), Is.EqualTo(7));
    }

    [Test]
    public async Task Get_OnlyTheFormNamesAnExistingChat_IsNotFound() =>
        Assert.That(await SendAsync(HttpMethod.Get, "8").OutcomeAsync(), Is.EqualTo("404 chat_not_found"));

    [Test]
    public async Task Delete_FormNamesAnotherChat_DeletesTheChatInThePath()
    {
        using var answer = await SendAsync(HttpMethod.Delete, "7");

        Assert.That((int)answer.StatusCode, Is.EqualTo(204));
        Assert.That(await _client.GetAsync("7").OutcomeAsync(), Is.EqualTo("404 chat_not_found"));
        Assert.That(await _client.GetAsync("9").OutcomeAsync(), Is.EqualTo("200"));
    }

    private Task<HttpResponseMessage> SendAsync(HttpMethod method, string path) =>
        _client.SendAsync(new HttpRequestMessage(method, path) { Content = new FormUrlEncodedContent([new("chat_id", "9")]) });
}
