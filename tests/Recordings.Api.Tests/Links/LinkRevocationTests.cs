using Microsoft.Extensions.DependencyInjection;
using Recordings.Api.Tests.Running.Backends;
using Recordings.Api.Tests.Running.Calls;
using Recordings.Api.Tests.Running.Service;
using Recordings.Api.Tests.Transfers;
using Recordings.Application.Administration;

namespace Recordings.Api.Tests.Links;

/// <summary>When a link of the service's own stops working: after its expiry, or after its revocation.</summary>
[EndToEnd, FilesOnly]
internal sealed class LinkRevocationTests
{
    private const string Linker = "m-linker";

    private readonly AdjustableTime _time = new();
    private readonly HttpClient _anonymous = new();
    private TestService _service = null!;
    private HttpClient _client = null!;
    private string _workspace = "";
    private long _chat;

    [OneTimeSetUp]
    public async Task StartAsync() =>
        _service = await TestService.StartAsync(services => services.AddSingleton<TimeProvider>(_time), [.. Tokens.Settings, ReadyCalls.StayLive]);

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

    [Test]
    public async Task Link_AtItsExpiry_IsExpired()
    {
        var link = await LinkAsync("?expires_in=60");

        _time.Advance(TimeSpan.FromMilliseconds(59_999));
        var before = await _anonymous.GetAsync(link).OutcomeAsync();
        _time.Advance(TimeSpan.FromMilliseconds(1));

        Assert.That(before, Is.EqualTo("200"));
        Assert.That(await _anonymous.GetAsync(link).OutcomeAsync(), Is.EqualTo("403 link_expired"));
        Assert.That(await _anonymous.HeadAsync(link).OutcomeAsync(), Is.EqualTo("403"));
    }

    [Test]
    public async Task Link_OfARevokedKey_IsRevoked()
    {
        var (link, key) = await LinkOfNewKeyAsync();

        await _service.SendAsync(new RevokeKey(key));

        Assert.That(await _anonymous.GetAsync(link).OutcomeAsync(), Is.EqualTo("403 link_revoked"));
        Assert.That(await _anonymous.GetAsync(await LinkAsync()).OutcomeAsync(), Is.EqualTo("200"), "another key's link");
    }

    [Test]
    public async Task Link_OfAnExpiredKey_IsFollowed()
    {
        var (link, _) = await LinkOfNewKeyAsync(TimeSpan.FromMinutes(30));

        _time.Advance(TimeSpan.FromMinutes(31));

        Assert.That(await _anonymous.GetAsync(link).OutcomeAsync(), Is.EqualTo("200"));
    }

    [Test]
    public async Task Link_OfADeletedChat_IsRevoked()
    {
        var link = await LinkAsync();

        await _client.DeleteAsync($"{_chat}");

        Assert.That(await _anonymous.GetAsync(link).OutcomeAsync(), Is.EqualTo("403 link_revoked"));
    }

    [Test]
    public async Task Link_OfAChatCapturedAgain_StaysRevoked()
    {
        var link = await LinkAsync();
        await _client.DeleteAsync($"{_chat}");
        await _client.RecordAsync(_chat);

        Assert.That(await _anonymous.GetAsync(link).OutcomeAsync(), Is.EqualTo("403 link_revoked"));
        Assert.That(await _anonymous.GetAsync(await LinkAsync()).OutcomeAsync(), Is.EqualTo("200"), "the new chat's link");
    }

    [Test]
    public async Task Link_WhileRecordingIsOff_IsRevoked()
    {
        var link = await LinkAsync();

        await _service.SendAsync(Administer.SetRecording(_workspace, false));

        Assert.That(await _anonymous.GetAsync(link).OutcomeAsync(), Is.EqualTo("403 link_revoked"));
    }

    [TestCase(false)]
    [TestCase(true)]
    public async Task Link_MemberRemovedAndLetInAgain_LivesAgain(bool ofAToken)
    {
        await _client.DescribeAsync(_chat, "manager_owned", "m-owner", Linker);
        var link = await LinkOfLinkerAsync(ofAToken);

        await _client.DescribeAsync(_chat, "manager_owned", "m-owner");
        var removed = await _anonymous.GetAsync(link).OutcomeAsync();
        var head = await _anonymous.HeadAsync(link).OutcomeAsync();
        await _client.DescribeAsync(_chat, "manager_owned", "m-owner", Linker);

        Assert.That((removed, head), Is.EqualTo(("403 link_revoked", "403")));
        Assert.That(await _anonymous.GetAsync(link).OutcomeAsync(), Is.EqualTo("200"));
    }

    [TestCase(false)]
    [TestCase(true)]
    public async Task Link_ChatMadePrivateWithoutTheMember_IsRevoked(bool ofAToken)
    {
        var link = await LinkOfLinkerAsync(ofAToken);

        await _client.DescribeAsync(_chat, "direct_message", null, "m-other");

        Assert.That(await _anonymous.GetAsync(link).OutcomeAsync(), Is.EqualTo("403 link_revoked"));
    }

    [Test]
    public async Task Link_ChatMadePrivateWithTheMember_IsFollowed()
    {
        var link = await LinkOfLinkerAsync(ofAToken: false);

        await _client.DescribeAsync(_chat, "direct_message", null, Linker);

        Assert.That(await _anonymous.GetAsync(link).OutcomeAsync(), Is.EqualTo("200"));
    }

    [Test]
    public async Task Link_ExpiredAndRevoked_IsExpired()
    {
        var (link, key) = await LinkOfNewKeyAsync();
        await _service.SendAsync(new RevokeKey(key));
        await _client.DeleteAsync($"{_chat}");

        _time.Advance(TimeSpan.FromHours(2));

        Assert.That(await _anonymous.GetAsync(link).OutcomeAsync(), Is.EqualTo("403 link_expired"));
    }

    [Test]
    public async Task Link_AlteredAndExpired_IsInvalid()
    {
        var link = await LinkAsync();
        _time.Advance(TimeSpan.FromHours(2));

        Assert.That(await _anonymous.GetAsync(link + "x").OutcomeAsync(), Is.EqualTo("403 link_invalid"));
    }

    private async Task<string> LinkAsync(string query = "") =>
        (await _client.GetAsync($"{_chat}/download-url{query}").JsonAsync()).Text("url");

    private async Task<string> LinkOfLinkerAsync(bool ofAToken)
    {
        if (!ofAToken)
            return (await LinkOfNewKeyAsync()).Link;

        using var client = _service.CreateClient(_workspace, Tokens.Create(Linker, "chats:read", _workspace));
        return (await client.GetAsync($"{_chat}/download-url").JsonAsync()).Text("url");
    }

    private async Task<(string Link, string KeyId)> LinkOfNewKeyAsync(TimeSpan? lifetime = null)
    {
        var created = await _service.SendAsync(Administer.CreateKey(_workspace, Linker, "chats:read", lifetime is null ? null : 1));
        if (lifetime is { } lives)
            _time.Advance(TimeSpan.FromDays(1) - lives);
        using var client = _service.CreateClient(_workspace, created.Text);
        return ((await client.GetAsync($"{_chat}/download-url").JsonAsync()).Text("url"), created.Key.KeyId);
    }
}
