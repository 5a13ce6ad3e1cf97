using System.Net;
using Recordings.Api.Tests.Running.Backends;
using Recordings.Api.Tests.Running.Calls;
using Recordings.Api.Tests.Running.Service;
using Recordings.Application.Administration;

namespace Recordings.Api.Tests.Links;

/// <summary>What anybody with a link gets, whether the service serves it or a store.</summary>
[EndToEnd]
internal sealed class FollowedLinkTests
{
    private readonly HttpClient _anyone = new();
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
        _anyone.Dispose();
        return _service.DisposeAsync();
    }

    [TestCase("", "inline; filename=\"recording-7.wav\"")]
    [TestCase("?download=false", "inline; filename=\"recording-7.wav\"")]
    [TestCase("?download=true", "attachment; filename=\"recording-7.wav\"")]
    public async Task Link_AsAskedFor_NamesTheFile(string query, string disposition)
    {
        using var answer = await _anyone.GetAsync(await LinkAsync(_client, 7, query));

        Assert.That(answer.Content.Headers.GetValues("Content-Disposition"), Is.EqualTo(new[] { disposition }));
        Assert.That(answer.Content.Headers.ContentType?.ToString(), Is.EqualTo("audio/wav"));
        Assert.That(answer.Headers.CacheControl?.ToString(), Is.EqualTo("no-store, private"));
    }

    [Test]
    public async Task Link_WithARange_GivesThatPart()
    {
        var whole = await _client.GetByteArrayAsync("7/audio.wav");

        using var answer = await _anyone.GetAsync(await LinkAsync(_client, 7), ("Range", "bytes=1000-1999"));

        Assert.That(answer.StatusCode, Is.EqualTo(HttpStatusCode.PartialContent));
        Assert.That(answer.Content.Headers.ContentRange?.ToString(), Is.EqualTo("bytes 1000-1999/12044"));
        Assert.That(await answer.Content.ReadAsByteArrayAsync(), Is.EqualTo(whole[1000..2000]));
    }

    [Test]
    public async Task Links_OfOneSecond_AreAsManyAndAllGood()
    {
        var links = await Task.WhenAll(Enumerable.Range(0, 10).Select(_ => LinkAsync(_client, 7)));

        Assert.That(links, Is.Unique);
        Assert.That(await Task.WhenAll(links.Select(link => _anyone.GetAsync(link).OutcomeAsync())), Is.All.EqualTo("200"));
    }

    [TestCase('0')]
    [TestCase('z')]
    public async Task Link_WhoseLastCharacterIsAnother_IsForbidden(char by)
    {
        var link = await LinkAsync(_client, 7);

        using var answer = await _anyone.GetAsync(link[..^1] + (link[^1] == by ? 'a' : by));

        Assert.That(answer.StatusCode, Is.EqualTo(HttpStatusCode.Forbidden));
    }

    [Test]
    public async Task Link_OfADeletedChat_GivesNothing()
    {
        await _client.RecordAsync(8);
        var link = await LinkAsync(_client, 8);

        await _client.DeleteAsync("8");

        using var answer = await _anyone.GetAsync(link);
        Assert.That(answer.StatusCode, Is.EqualTo(HttpStatusCode.Forbidden).Or.EqualTo(HttpStatusCode.NotFound));
    }

    [Test]
    public async Task Url_ForAnyCaller_NamesNoCredential()
    {
        var created = await _service.SendAsync(new CreateKey(_workspace, "m-linker", "chats:read", null));
        using var client = _service.CreateClient(_workspace, created.Text);

        var link = await LinkAsync(client, 7);

        Assert.That(link, Does.Not.Contain(created.Key.KeyId).And.Not.Contain("m-linker"));
    }

    private static async Task<string> LinkAsync(HttpClient client, long chat, string query = "") =>
        (await client.GetAsync($"{chat}/download-url{query}").JsonAsync()).Text("url");
}
