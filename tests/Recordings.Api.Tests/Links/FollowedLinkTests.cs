using System.Net;
using System.Security.Cryptography;
using Recordings.Api.Tests.Running.Backends;
using Recordings.Api.Tests.Running.Calls;
using Recordings.Api.Tests.Running.Service;

namespace Recordings.Api.Tests.Links;

/// <summary>A link returns the audio without credentials, from the service or from a store.</summary>
[EndToEnd]
internal sealed class FollowedLinkTests
{
    private readonly HttpClient _anonymous = new();
    private TestService _service = null!;
    private HttpClient _client = null!;
    private string _workspace = "";

    [OneTimeSetUp]
    public async Task StartAsync()
    {
        _service = await TestService.StartAsync(ReadyCalls.StayLive);
        _workspace = await _service.CreateWorkspaceAsync();
        _client = await _service.CreateClientAsync(_workspace);
        await _client.RecordAsync(7);
    }

    [OneTimeTearDown]
    public ValueTask StopAsync()
    {
        _client.Dispose();
        _anonymous.Dispose();
        return _service.DisposeAsync();
    }

    [TestCase("", "inline; filename=\"recording-7.wav\"")]
    [TestCase("?download=false", "inline; filename=\"recording-7.wav\"")]
    [TestCase("?download=true", "attachment; filename=\"recording-7.wav\"")]
    public async Task Link_WithDownload_SetsTheDisposition(string query, string disposition)
    {
        using var answer = await _anonymous.GetAsync(await LinkAsync(_client, 7, query));

        Assert.That(answer.Content.Headers.GetValues("Content-Disposition"), Is.EqualTo(new[] { disposition }));
        Assert.That(answer.Content.Headers.ContentType?.ToString(), Is.EqualTo("audio/wav"));
        Assert.That(answer.Headers.CacheControl?.ToString(), Is.EqualTo("no-store, private"));
    }

    [Test]
    public async Task Link_WithARange_ReturnsThatPart()
    {
        var whole = await _client.GetByteArrayAsync("7/audio.wav");

        using var answer = await _anonymous.GetAsync(await LinkAsync(_client, 7), ("Range", "bytes=1000-1999"));

        Assert.That(answer.StatusCode, Is.EqualTo(HttpStatusCode.PartialContent));
        Assert.That(answer.Content.Headers.ContentRange?.ToString(), Is.EqualTo("bytes 1000-1999/12044"));
        Assert.That(await answer.Content.ReadAsByteArrayAsync(), Is.EqualTo(whole[1000..2000]));
    }

    [Test]
    public async Task Links_OfOneSecond_AreUniqueAndAllWork()
    {
        var links = await Task.WhenAll(Enumerable.Range(0, 10).Select(_ => LinkAsync(_client, 7)));

        Assert.That(links, Is.Unique);
        Assert.That(await Task.WhenAll(links.Select(link => _anonymous.GetAsync(link).OutcomeAsync())), Is.All.EqualTo("200"));
    }

    [TestCase('0')]
    [TestCase('z')]
    public async Task Link_WithAnotherLastCharacter_IsForbidden(char by)
    {
        var link = await LinkAsync(_client, 7);

        using var answer = await _anonymous.GetAsync(link[..^1] + (link[^1] == by ? 'a' : by));

        Assert.That(answer.StatusCode, Is.EqualTo(HttpStatusCode.Forbidden));
    }

    [Test]
    public async Task Link_OfADeletedChat_IsForbiddenOrNotFound()
    {
        await _client.RecordAsync(8);
        var link = await LinkAsync(_client, 8);

        await _client.DeleteAsync("8");

        using var answer = await _anonymous.GetAsync(link);
        Assert.That(answer.StatusCode, Is.EqualTo(HttpStatusCode.Forbidden).Or.EqualTo(HttpStatusCode.NotFound));
    }

    [Test]
    public async Task LateChunk_AfterALink_KeepsTheBytesOfTheOldLink()
    {
        await _client.RecordAsync(13);
        var old = await _client.GetAsync("13/download-url").JsonAsync();
        await _client.StoreLateAsync(13);

        var renewed = await _client.GetAsync("13/download-url").JsonAsync();
        var followed = await _anonymous.GetByteArrayAsync(old.Text("url"));

        Assert.That(renewed.GetProperty("cached").GetBoolean(), Is.False);
        Assert.That(renewed.Text("etag"), Is.Not.EqualTo(old.Text("etag")));
        Assert.That(renewed.Text("sha256"), Is.Not.EqualTo(old.Text("sha256")));
        Assert.That(SHA256.HashData(followed), Is.EqualTo(Convert.FromHexString(old.Text("sha256"))));
    }

    [Test]
    public async Task LateChunk_BeforeTheNextRead_KeepsTheOldLinkWorking()
    {
        await _client.RecordAsync(14);
        var old = await _client.GetAsync("14/download-url").JsonAsync();
        await _client.StoreLateAsync(14);

        var bytes = await _anonymous.GetByteArrayAsync(old.Text("url"));

        Assert.That(SHA256.HashData(bytes), Is.EqualTo(Convert.FromHexString(old.Text("sha256"))));
    }

    [Test]
    public async Task Url_OfALink_NamesNoCredential()
    {
        var created = await _service.SendAsync(Administer.CreateKey(_workspace, "m-linker", "chats:read", null));
        using var client = _service.CreateClient(_workspace, created.Text);

        var link = await LinkAsync(client, 7);

        Assert.That(link, Does.Not.Contain(created.Key.KeyId).And.Not.Contain("m-linker"));
    }

    private static async Task<string> LinkAsync(HttpClient client, long chat, string query = "") =>
        (await client.GetAsync($"{chat}/download-url{query}").JsonAsync()).Text("url");
}
