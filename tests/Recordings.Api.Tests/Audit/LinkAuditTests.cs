using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Recordings.Api.Tests.Running.Backends;
using Recordings.Api.Tests.Running.Calls;
using Recordings.Api.Tests.Running.Service;
using Recordings.Application.Ports;

namespace Recordings.Api.Tests.Audit;

/// <summary>
/// The audit has two lines for each followed link that the service serves, and one for each denial. A bucket logs its requests itself.
/// </summary>
[EndToEnd, FilesOnly]
internal sealed class LinkAuditTests
{
    private const string Owner = "m-owner";
    private const string Other = "m-outsider";

    private readonly NamedRequests _requests = new();
    private string _workspace = "";
    private string _keyId = "";

    /// <summary>Sends all requests and stops the service before the tests, since a line may be written after its answer.</summary>
    [OneTimeSetUp]
    public async Task RequestAsync()
    {
        var time = new AdjustableTime();
        WatchedStore? store = null;
        await using var service = await TestService.StartAsync(
            services =>
            {
                services.AddSingleton<ILoggerProvider>(_requests.Logs).AddSingleton<TimeProvider>(time);
                services.Decorate<IAudioStore>(inner => store = new WatchedStore(inner));
            },
            [.. Tokens.Settings, ReadyCalls.StayLive, "--Logging:LogLevel:Recordings=Information"]);
        _workspace = await service.CreateWorkspaceAsync();
        var key = await service.SendAsync(Administer.CreateKey(_workspace, Owner, "chats:admin", null));
        _keyId = key.Key.KeyId;
        using var client = service.CreateClient(_workspace, key.Text);
        using var outsider = service.CreateClient(_workspace, Tokens.Create(Other, "chats:read", _workspace));
        using var anonymous = service.CreateClient(_workspace);
        await client.RecordAsync(7, ReadyCalls.Private);
        var link = (await client.GetAsync("7/download-url").JsonAsync()).Text("url");

        await _requests.AddAsync("followed", anonymous.GetAsync(link, ("Range", "bytes=-10")));
        await _requests.AddAsync("followed by another", outsider.GetAsync(link));
        var expired = (await client.GetAsync("7/download-url?expires_in=1").JsonAsync()).Text("url");
        time.Advance(TimeSpan.FromSeconds(1));
        await _requests.AddAsync("expired", anonymous.GetAsync(expired));
        await _requests.AddAsync("expired and altered", anonymous.GetAsync(expired.Replace("/7/", "/8/", StringComparison.Ordinal)));
        await _requests.AddAsync("altered", anonymous.GetAsync(link + "x"));
        await _requests.AddAsync("altered path", anonymous.GetAsync(link.Replace("/links/", "/linkz/", StringComparison.Ordinal)));
        await client.DeleteAsync("7");
        await _requests.AddAsync("revoked", anonymous.GetAsync(link));
        await client.RecordAsync(9);
        var late = (await client.GetAsync("9/download-url").JsonAsync()).Text("url");
        await service.RemoveAsync((await service.AssembledAsync(9)).Single());
        store!.BeforeRead = async () =>
        {
            store.BeforeRead = () => Task.CompletedTask;
            using var deleted = await client.DeleteAsync("9");
        };
        await _requests.AddAsync("revoked before the first byte", anonymous.GetAsync(late));
    }

    [TestCase("followed", "12034-12043")]
    [TestCase("followed by another", "0-12043")]
    public void Line_FollowedLink_NamesTheKeyAndMemberThatCreatedIt(string request, string bytes)
    {
        var lines = _requests.LinesOf(request).ToList();

        Assert.That(lines.Select(line => line["Outcome"]), Is.EqualTo(new[] { "Begun", "Complete" }));
        Assert.That(
            lines.Select(line => (line["Action"], line["Credential"], line["Workspace"], line["Chat"], line["Bytes"])),
            Is.All.EqualTo(((object?)"link.followed", (object?)$"key:{_keyId}", (object?)_workspace, (object?)7L, (object?)bytes)));
        Assert.That(lines.Select(line => line["Member"]), Is.All.EqualTo(Owner));
    }

    [TestCase("expired", "link_expired")]
    [TestCase("revoked", "link_revoked")]
    public void Line_ExpiredOrRevokedLink_NamesTheKeyThatCreatedIt(string request, string code)
    {
        var line = _requests.LinesOf(request).Single();

        Assert.That(
            (line["Action"], line["Outcome"], line["Credential"], line["Workspace"], line["Chat"], line["Bytes"]),
            Is.EqualTo(((object?)"link.followed", (object?)code, (object?)$"key:{_keyId}", (object?)_workspace, (object?)7L, (object?)null)));
    }

    [Test]
    public void Lines_LinkRevokedBeforeTheFirstByte_HaveOneEnd() => Assert.That(
        _requests.LinesOf("revoked before the first byte").Select(line => (line["Outcome"], line["Bytes"])),
        Is.EqualTo(new (object?, object?)[] { ("Begun", "0-12043"), ("link_revoked", null) }));

    [TestCase("expired and altered", "link.followed")]
    [TestCase("altered", "link.followed")]
    [TestCase("altered path", "GET")]
    public void Line_LinkWithInvalidSignature_ContainsNothingOfIt(string request, string action)
    {
        var line = _requests.LinesOf(request).Single();

        Assert.That(
            (line["Action"], line["Outcome"], line["Credential"], line["Workspace"], line["Chat"]),
            Is.EqualTo(((object?)action, (object?)"link_invalid", (object?)null, (object?)null, (object?)null)));
    }
}
