using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Recordings.Api.Tests.Running;
using Recordings.Application.Administration.CreateKey;

namespace Recordings.Api.Tests.Audit;

/// <summary>One line for each read of audio, link issued, link followed, refusal and deletion, and for nothing else.</summary>
internal sealed class AuditTests
{
    private readonly RecordedLogs _logs = new();
    private readonly Dictionary<string, string> _requests = [];
    private readonly string _other = "m-outsider";
    private string _workspace = "";
    private string _keyId = "";

    /// <summary>Every request is made, and the service stopped, before the first look: a line may be written after its answer.</summary>
    [OneTimeSetUp]
    public async Task RequestAsync()
    {
        var time = new AdjustableTime();
        await using var service = await TestService.StartAsync(
            services => services.AddSingleton<ILoggerProvider>(_logs).AddSingleton<TimeProvider>(time),
            [.. Tokens.Settings, ReadyCalls.StayLive, "--Logging:LogLevel:Recordings=Information"]);
        _workspace = await service.CreateWorkspaceAsync();
        var key = await service.SendAsync(new CreateKey(_workspace, "m-owner", "chats:admin", null));
        _keyId = key.Key.KeyId;
        using var client = service.CreateClient(_workspace, key.Text);
        using var outsider = service.CreateClient(_workspace, Tokens.Create(_other, "chats:read", _workspace));
        using var nobody = service.CreateClient(_workspace);
        await client.RecordAsync(7, ReadyCalls.Private);

        await NameAsync("whole", client.GetAsync("7/audio.wav"));
        await NameAsync("part", client.GetAsync("7/audio.wav", ("Range", "bytes=100-199")));
        await NameAsync("head", client.HeadAsync("7/audio.wav"));
        await NameAsync("unchanged", client.GetAsync("7/audio.wav", ("If-None-Match", "*")));
        await NameAsync("unsatisfiable", client.GetAsync("7/audio.wav", ("Range", "bytes=99999-")));
        await NameAsync("metadata", client.GetAsync("7"));
        await NameAsync("not found", client.GetAsync("8/audio.wav"));
        await NameAsync("issued", client.GetAsync("7/download-url"));
        var link = (await client.GetAsync("7/download-url").JsonAsync()).Text("url");
        await NameAsync("followed", nobody.GetAsync(link, ("Range", "bytes=-10")));
        await NameAsync("followed by another", outsider.GetAsync(link));
        var expired = (await client.GetAsync("7/download-url?expires_in=1").JsonAsync()).Text("url");
        time.Advance(TimeSpan.FromSeconds(1));
        await NameAsync("expired", nobody.GetAsync(expired));
        await NameAsync("expired and altered", nobody.GetAsync(expired.Replace("/7/", "/8/", StringComparison.Ordinal)));
        await NameAsync("altered", nobody.GetAsync(link + "x"));
        await NameAsync("altered path", nobody.GetAsync(link.Replace("/links/", "/linkz/", StringComparison.Ordinal)));
        await NameAsync("nobody", nobody.GetAsync("7/audio.wav"));
        await NameAsync("nobody's head", nobody.HeadAsync("7/audio.wav"));
        await NameAsync("outsider", outsider.GetAsync("7/download-url"));
        await NameAsync("outsider's metadata", outsider.GetAsync("7"));
        await NameAsync("outsider's deletion", outsider.DeleteAsync("7"));
        await NameAsync("deleted", client.DeleteAsync("7"));
        await NameAsync("deleted again", client.DeleteAsync("7"));
        await NameAsync("revoked", nobody.GetAsync(link));
    }

    [TestCase("whole", "audio.read", "Complete", "0-12043")]
    [TestCase("part", "audio.read", "Complete", "100-199")]
    [TestCase("issued", "link.issued", "Complete", null)]
    [TestCase("deleted", "chat.deleted", "Complete", null)]
    [TestCase("deleted again", "chat.deleted", "Complete", null)]
    public void Line_OfTheKeysRequest_NamesWhoWhatAndWhere(string request, string action, string outcome, string? bytes)
    {
        var line = LineOf(request);

        Assert.That(
            (line["Action"], line["Outcome"], line["Credential"], line["Member"], line["Workspace"], line["Chat"], line["Bytes"]),
            Is.EqualTo(((object?)action, (object?)outcome, (object?)$"key:{_keyId}", (object?)"m-owner", (object?)_workspace, (object?)7L, (object?)bytes)));
    }

    [TestCase("followed", "12034-12043")]
    [TestCase("followed by another", "0-12043")]
    public void Line_OfAFollowedLink_NamesTheKeyThatItWasIssuedTo(string request, string bytes)
    {
        var line = LineOf(request);

        Assert.That(
            (line["Action"], line["Outcome"], line["Credential"], line["Workspace"], line["Chat"], line["Bytes"]),
            Is.EqualTo(((object?)"link.followed", (object?)"Complete", (object?)$"key:{_keyId}", (object?)_workspace, (object?)7L, (object?)bytes)));
        Assert.That(line["Member"], Is.Not.EqualTo(_other));
    }

    [TestCase("expired", "link_expired")]
    [TestCase("revoked", "link_revoked")]
    public void Line_OfAGenuineLinkThatIsDead_NamesTheKeyThatItWasIssuedTo(string request, string code)
    {
        var line = LineOf(request);

        Assert.That(
            (line["Action"], line["Outcome"], line["Credential"], line["Workspace"], line["Chat"], line["Bytes"]),
            Is.EqualTo(((object?)"link.followed", (object?)code, (object?)$"key:{_keyId}", (object?)_workspace, (object?)7L, (object?)null)));
    }

    [TestCase("expired and altered")]
    [TestCase("altered")]
    [TestCase("altered path")]
    public void Line_OfALinkThatNobodySigned_RepeatsNothingOfIt(string request)
    {
        var line = LineOf(request);

        Assert.That((line["Outcome"], line["Credential"], line["Workspace"], line["Chat"]), Is.EqualTo(((object?)"link_invalid", (object?)null, (object?)null, (object?)null)));
    }

    [TestCase("nobody", "audio.read", "authentication_required")]
    [TestCase("nobody's head", "audio.read", "authentication_required")]
    [TestCase("altered", "link.followed", "link_invalid")]
    [TestCase("altered path", "GET", "link_invalid")]
    public void Line_OfARefusalWithoutCredentials_NamesTheReason(string request, string action, string code)
    {
        var line = LineOf(request);

        Assert.That((line["Action"], line["Outcome"], line["Credential"]), Is.EqualTo(((object?)action, (object?)code, (object?)null)));
    }

    [TestCase("outsider", "link.issued", "private_chat")]
    [TestCase("outsider's metadata", "GET", "private_chat")]
    [TestCase("outsider's deletion", "chat.deleted", "insufficient_scope")]
    public void Line_OfARefusedCaller_NamesThem(string request, string action, string code)
    {
        var line = LineOf(request);

        Assert.That(
            (line["Action"], line["Outcome"], line["Credential"], line["Member"], line["Chat"]),
            Is.EqualTo(((object?)action, (object?)code, (object?)$"sub:{_other}", (object?)_other, (object?)7L)));
    }

    [TestCase("head")]
    [TestCase("unchanged")]
    [TestCase("unsatisfiable")]
    [TestCase("metadata")]
    [TestCase("not found")]
    public void Request_ThatNeitherReadsNorIsRefused_HasNoLine(string request) =>
        Assert.That(_logs.Audit.Where(line => Equals(line.Values["RequestId"], _requests[request])), Is.Empty);

    private IReadOnlyDictionary<string, object?> LineOf(string request) =>
        _logs.Audit.Single(line => Equals(line.Values["RequestId"], _requests[request])).Values;

    private async Task NameAsync(string name, Task<HttpResponseMessage> pending)
    {
        using var answer = await pending;
        await answer.Content.ReadAsByteArrayAsync();
        _requests[name] = answer.Headers.GetValues("X-Request-Id").Single();
    }
}
