using System.Security.Cryptography;
using Microsoft.Extensions.DependencyInjection;
using Recordings.Api.Tests.Running.Backends;
using Recordings.Api.Tests.Running.Calls;
using Recordings.Api.Tests.Running.Service;

namespace Recordings.Api.Tests.Links;

/// <summary>A link of the service's own: its address, its signing keys, and its answer beside the bytes.</summary>
[EndToEnd, FilesOnly]
internal sealed class SignedLinkTests
{
    private readonly AdjustableTime _time = new();
    private readonly HttpClient _anonymous = new();
    private TestService _service = null!;
    private HttpClient _client = null!;
    private string _workspace = "";
    private long _chat;

    [OneTimeSetUp]
    public async Task StartAsync() =>
        _service = await TestService.StartAsync(services => services.AddSingleton<TimeProvider>(_time), ReadyCalls.StayLive);

    [OneTimeTearDown]
    public ValueTask StopAsync()
    {
        _anonymous.Dispose();
        return _service.DisposeAsync();
    }

    [SetUp]
    public async Task RecordAsync()
    {
        _workspace = await _service.CreateWorkspaceAsync();
        _client = await _service.CreateClientAsync(_workspace);
        _chat = ChatIds.Next();
        await _client.RecordAsync(_chat);
    }

    [TearDown]
    public void DisposeClient() => _client.Dispose();

    [TestCase("Bearer rk_junk")]
    [TestCase("Bearer")]
    [TestCase("Bearer a.b.c")]
    [TestCase("Basic dXNlcjpwYXNz")]
    public async Task Link_WithAnAuthorizationHeader_IsFollowed(string authorization)
    {
        using var answer = await _anonymous.GetAsync(await LinkAsync(), ("Authorization", authorization), ("Range", "bytes=0-1"));

        Assert.That((int)answer.StatusCode, Is.EqualTo(206));
    }

    [Test]
    public async Task Link_WithoutPublicBaseUrl_HasTheAddressOfTheService() =>
        Assert.That(await LinkAsync(), Does.StartWith(new Uri(_service.Address, "/links/").AbsoluteUri));

    [Test]
    public async Task ExpiresAt_OfALink_IsItsLifetimeFromNow()
    {
        var answer = await _client.GetAsync($"{_chat}/download-url?expires_in=600").JsonAsync();

        Assert.That(answer.GetProperty("expires_at").GetDateTimeOffset(), Is.EqualTo(_time.Now.AddSeconds(600)));
    }

    [Test]
    public async Task Link_AfterALateChunk_KeepsItsEntityTag()
    {
        var old = await _client.GetAsync($"{_chat}/download-url").JsonAsync();
        await _client.StoreLateAsync(_chat);

        using var followed = await _anonymous.GetAsync(old.Text("url"));

        Assert.That(followed.Headers.ETag?.Tag, Is.EqualTo(old.Text("etag")));
    }

    [Test]
    public async Task Link_WithAnotherHost_IsFollowed()
    {
        var link = new Uri(await LinkAsync());

        using var answer = await _anonymous.GetAsync(link.AbsoluteUri, ("Host", "recordings.example.org"));

        Assert.That((int)answer.StatusCode, Is.EqualTo(200));
    }

    [Test]
    public async Task Link_WithoutItsFile_IsRenderedLive()
    {
        var answer = await _client.GetAsync($"{_chat}/download-url").JsonAsync();
        await _service.RemoveAsync((await _service.AssembledAsync(_chat)).Single());

        var bytes = await _anonymous.GetByteArrayAsync(answer.Text("url"));

        Assert.That(SHA256.HashData(bytes), Is.EqualTo(Convert.FromHexString(answer.Text("sha256"))));
    }

    [Test]
    public async Task LinkKeys_WithANewFirstLine_SignWithItAndAcceptTheOld()
    {
        var old = await LinkAsync();
        var keys = Path.Combine(_service.Data.Directory, "link-keys");
        var before = await File.ReadAllTextAsync(keys);
        await File.WriteAllTextAsync(keys, $"{Convert.ToBase64String(RandomNumberGenerator.GetBytes(32))}\n{before}");
        await RestartAsync();
        var followed = await _anonymous.GetAsync(Here(old)).OutcomeAsync();
        var renewed = await LinkAsync();

        await File.WriteAllLinesAsync(keys, (await File.ReadAllLinesAsync(keys)).Take(1));
        await RestartAsync();

        Assert.That(followed, Is.EqualTo("200"));
        Assert.That(await _anonymous.GetAsync(Here(old)).OutcomeAsync(), Is.EqualTo("403 link_invalid"));
        Assert.That(await _anonymous.GetAsync(Here(renewed)).OutcomeAsync(), Is.EqualTo("200"));
    }

    [Test]
    public async Task PublicBaseUrl_WhenSet_IsTheOriginOfLinks()
    {
        await using var service = await TestService.StartAsync("--PublicBaseUrl=https://recordings.example.org");
        using var client = await service.CreateClientAsync(await service.CreateWorkspaceAsync());
        await client.RecordAsync(7);

        var link = new Uri((await client.GetAsync("7/download-url").JsonAsync()).Text("url"));

        Assert.That(link.GetLeftPart(UriPartial.Authority), Is.EqualTo("https://recordings.example.org"));
        Assert.That(await _anonymous.GetAsync(new Uri(service.Address, link.PathAndQuery)).OutcomeAsync(), Is.EqualTo("200"));
    }

    private async Task<string> LinkAsync(string query = "") => (await _client.GetAsync($"{_chat}/download-url{query}").JsonAsync()).Text("url");

    private async Task RestartAsync()
    {
        await _service.RestartAsync();
        var key = _client.DefaultRequestHeaders.Authorization!.Parameter;
        _client.Dispose();
        _client = _service.CreateClient(_workspace, key);
    }

    private Uri Here(string link) => new(_service.Address, new Uri(link).PathAndQuery);
}
