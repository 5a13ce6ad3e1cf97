using System.Security.Cryptography;
using Microsoft.Extensions.DependencyInjection;
using Recordings.Api.Tests.Running.Backends;
using Recordings.Api.Tests.Running.Calls;
using Recordings.Api.Tests.Running.Service;
using Recordings.Application.Administration;

namespace Recordings.Api.Tests.Links;

/// <summary>A link of the service's own: what it gives beside the bytes, and when it dies.</summary>
[EndToEnd, FilesOnly]
internal sealed class SignedLinkTests
{
    private readonly AdjustableTime _time = new();
    private readonly HttpClient _anyone = new();
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
        _anyone.Dispose();
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
    public void Forget() => _client.Dispose();

    [TestCase("Bearer rk_junk")]
    [TestCase("Bearer")]
    [TestCase("Bearer a.b.c")]
    [TestCase("Basic dXNlcjpwYXNz")]
    public async Task Link_WithAStrayAuthorization_IsFollowedAllTheSame(string authorization)
    {
        using var answer = await _anyone.GetAsync(await LinkAsync(), ("Authorization", authorization), ("Range", "bytes=0-1"));

        Assert.That((int)answer.StatusCode, Is.EqualTo(206));
    }

    [Test]
    public async Task Link_Always_LeadsToTheServiceThatItWasAskedOf() =>
        Assert.That(await LinkAsync(), Does.StartWith(new Uri(_service.Address, "/links/").AbsoluteUri));

    [Test]
    public async Task ExpiresAt_OfALink_IsItsLastSecond()
    {
        var answer = await _client.GetAsync($"{_chat}/download-url?expires_in=600").JsonAsync();

        Assert.That(answer.GetProperty("expires_at").GetDateTimeOffset(), Is.EqualTo(_time.Now.AddSeconds(600)));
    }

    [Test]
    public async Task Link_AfterALateChunk_KeepsItsEntityTag()
    {
        var old = await _client.GetAsync($"{_chat}/download-url").JsonAsync();
        await _client.StoreLateAsync(_chat);

        using var followed = await _anyone.GetAsync(old.Text("url"));

        Assert.That(followed.Headers.ETag?.Tag, Is.EqualTo(old.Text("etag")));
    }

    [Test]
    public async Task Link_UntilItsSecond_LivesAndNoLonger()
    {
        var link = await LinkAsync("?expires_in=60");

        _time.Advance(TimeSpan.FromMilliseconds(59_999));
        var before = await _anyone.GetAsync(link).OutcomeAsync();
        _time.Advance(TimeSpan.FromMilliseconds(1));

        Assert.That(before, Is.EqualTo("200"));
        Assert.That(await _anyone.GetAsync(link).OutcomeAsync(), Is.EqualTo("403 link_expired"));
        Assert.That(await _anyone.HeadAsync(link).OutcomeAsync(), Is.EqualTo("403"));
    }

    [Test]
    public async Task Link_OfARevokedKey_IsRevoked()
    {
        var (link, key) = await LinkOfNewKeyAsync();

        await _service.SendAsync(new RevokeKey(key));

        Assert.That(await _anyone.GetAsync(link).OutcomeAsync(), Is.EqualTo("403 link_revoked"));
        Assert.That(await _anyone.GetAsync(await LinkAsync()).OutcomeAsync(), Is.EqualTo("200"), "another key's link");
    }

    [Test]
    public async Task Link_OfAnExpiredKey_StillLives()
    {
        var (link, _) = await LinkOfNewKeyAsync(TimeSpan.FromMinutes(30));

        _time.Advance(TimeSpan.FromMinutes(31));

        Assert.That(await _anyone.GetAsync(link).OutcomeAsync(), Is.EqualTo("200"));
    }

    [Test]
    public async Task Link_OfADeletedChat_IsRevoked()
    {
        var link = await LinkAsync();

        await _client.DeleteAsync($"{_chat}");

        Assert.That(await _anyone.GetAsync(link).OutcomeAsync(), Is.EqualTo("403 link_revoked"));
    }

    [Test]
    public async Task Link_OfAChatCapturedAnew_StaysDead()
    {
        var link = await LinkAsync();
        await _client.DeleteAsync($"{_chat}");
        await _client.RecordAsync(_chat);

        Assert.That(await _anyone.GetAsync(link).OutcomeAsync(), Is.EqualTo("403 link_revoked"));
        Assert.That(await _anyone.GetAsync(await LinkAsync()).OutcomeAsync(), Is.EqualTo("200"), "the new chat's link");
    }

    [Test]
    public async Task Link_WhileRecordingIsOff_IsRevoked()
    {
        var link = await LinkAsync();

        await _service.SendAsync(new SetRecording(_workspace, false));

        Assert.That(await _anyone.GetAsync(link).OutcomeAsync(), Is.EqualTo("403 link_revoked"));
    }

    [Test]
    public async Task Link_ExpiredAndRevoked_IsExpired()
    {
        var (link, key) = await LinkOfNewKeyAsync();
        await _service.SendAsync(new RevokeKey(key));
        await _client.DeleteAsync($"{_chat}");

        _time.Advance(TimeSpan.FromHours(2));

        Assert.That(await _anyone.GetAsync(link).OutcomeAsync(), Is.EqualTo("403 link_expired"));
    }

    [Test]
    public async Task Link_AlteredAndExpired_IsInvalid()
    {
        var link = await LinkAsync();
        _time.Advance(TimeSpan.FromHours(2));

        Assert.That(await _anyone.GetAsync(link + "x").OutcomeAsync(), Is.EqualTo("403 link_invalid"));
    }

    [Test]
    public async Task Link_OnAnotherOrigin_IsAsGood()
    {
        var link = new Uri(await LinkAsync());

        using var answer = await _anyone.GetAsync(link.AbsoluteUri, ("Host", "recordings.example.org"));

        Assert.That((int)answer.StatusCode, Is.EqualTo(200));
    }

    [Test]
    public async Task Link_WhoseObjectWasRemoved_IsRenderedLive()
    {
        var answer = await _client.GetAsync($"{_chat}/download-url").JsonAsync();
        await _service.RemoveAsync((await _service.AssembledAsync(_chat)).Single());

        var bytes = await _anyone.GetByteArrayAsync(answer.Text("url"));

        Assert.That(SHA256.HashData(bytes), Is.EqualTo(Convert.FromHexString(answer.Text("sha256"))));
    }

    [Test]
    public async Task Keyring_WithALineAbove_SignsWithItAndAcceptsTheOld()
    {
        var old = await LinkAsync();
        var keys = Path.Combine(_service.Data.Directory, "link-keys");
        var before = await File.ReadAllTextAsync(keys);
        await File.WriteAllTextAsync(keys, $"{Convert.ToBase64String(RandomNumberGenerator.GetBytes(32))}\n{before}");
        await RestartAsync();
        var followed = await _anyone.GetAsync(Here(old)).OutcomeAsync();
        var renewed = await LinkAsync();

        await File.WriteAllLinesAsync(keys, (await File.ReadAllLinesAsync(keys)).Take(1));
        await RestartAsync();

        Assert.That(followed, Is.EqualTo("200"));
        Assert.That(await _anyone.GetAsync(Here(old)).OutcomeAsync(), Is.EqualTo("403 link_invalid"));
        Assert.That(await _anyone.GetAsync(Here(renewed)).OutcomeAsync(), Is.EqualTo("200"));
    }

    [Test]
    public async Task PublicBaseUrl_WhenSet_IsTheLinksOrigin()
    {
        await using var service = await TestService.StartAsync("--PublicBaseUrl=https://recordings.example.org");
        using var client = await service.CreateClientAsync(await service.CreateWorkspaceAsync());
        await client.RecordAsync(7);

        var link = new Uri((await client.GetAsync("7/download-url").JsonAsync()).Text("url"));

        Assert.That(link.GetLeftPart(UriPartial.Authority), Is.EqualTo("https://recordings.example.org"));
        Assert.That(await _anyone.GetAsync(new Uri(service.Address, link.PathAndQuery)).OutcomeAsync(), Is.EqualTo("200"));
    }

    private async Task<string> LinkAsync(string query = "") => (await _client.GetAsync($"{_chat}/download-url{query}").JsonAsync()).Text("url");

    private async Task<(string Link, string KeyId)> LinkOfNewKeyAsync(TimeSpan? lifetime = null)
    {
        var created = await _service.SendAsync(new CreateKey(_workspace, "m-linker", "chats:read", lifetime is null ? null : 1));
        if (lifetime is { } lives)
            _time.Advance(TimeSpan.FromDays(1) - lives);
        using var client = _service.CreateClient(_workspace, created.Text);
        return ((await client.GetAsync($"{_chat}/download-url").JsonAsync()).Text("url"), created.Key.KeyId);
    }

    private async Task RestartAsync()
    {
        await _service.RestartAsync();
        var key = _client.DefaultRequestHeaders.Authorization!.Parameter;
        _client.Dispose();
        _client = _service.CreateClient(_workspace, key);
    }

    private Uri Here(string link) => new(_service.Address, new Uri(link).PathAndQuery);
}
