using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Recordings.Api.Tests.Running.Backends;
using Recordings.Api.Tests.Running.Calls;
using Recordings.Api.Tests.Running.Service;
using Recordings.Application.Ports;

namespace Recordings.Api.Tests.Audit;

/// <summary>
/// The audit has two lines for each read of audio, one for each issued link, denial and deletion, and no other line.
/// </summary>
[EndToEnd]
internal sealed class AuditTests
{
    private readonly NamedRequests _requests = new();
    private readonly string _other = "m-outsider";
    private string _workspace = "";
    private string _keyId = "";

    /// <summary>Sends all requests and stops the service before the tests, since a line may be written after its answer.</summary>
    [OneTimeSetUp]
    public async Task RequestAsync()
    {
        WatchedStore? store = null;
        await using var service = await TestService.StartAsync(
            services =>
            {
                services.AddSingleton<ILoggerProvider>(_requests.Logs);
                services.Decorate<IAudioStore>(inner => store = new WatchedStore(inner));
            },
            [.. Tokens.Settings, ReadyCalls.StayLive, "--Logging:LogLevel:Recordings=Information"]);
        _workspace = await service.CreateWorkspaceAsync();
        var key = await service.SendAsync(Administer.CreateKey(_workspace, "m-owner", "chats:admin", null));
        _keyId = key.Key.KeyId;
        using var client = service.CreateClient(_workspace, key.Text);
        using var outsider = service.CreateClient(_workspace, Tokens.Create(_other, "chats:read", _workspace));
        using var anonymous = service.CreateClient(_workspace);
        await client.RecordAsync(7, ReadyCalls.Private);

        await _requests.AddAsync("whole", client.GetAsync("7/audio.wav"));
        await _requests.AddAsync("part", client.GetAsync("7/audio.wav", ("Range", "bytes=100-199")));
        await _requests.AddAsync("head", client.HeadAsync("7/audio.wav"));
        await _requests.AddAsync("unchanged", client.GetAsync("7/audio.wav", ("If-None-Match", "*")));
        await _requests.AddAsync("unsatisfiable", client.GetAsync("7/audio.wav", ("Range", "bytes=99999-")));
        await _requests.AddAsync("metadata", client.GetAsync("7"));
        await _requests.AddAsync("not found", client.GetAsync("8/audio.wav"));
        await _requests.AddAsync("issued", client.GetAsync("7/download-url"));
        await _requests.AddAsync("no link", anonymous.GetAsync("/links/x"));
        await _requests.AddAsync("anonymous", anonymous.GetAsync("7/audio.wav"));
        await _requests.AddAsync("anonymous head", anonymous.HeadAsync("7/audio.wav"));
        await _requests.AddAsync("outsider", outsider.GetAsync("7/download-url"));
        await _requests.AddAsync("outsider's metadata", outsider.GetAsync("7"));
        await _requests.AddAsync("outsider's deletion", outsider.DeleteAsync("7"));
        await _requests.AddAsync("deleted", client.DeleteAsync("7"));
        await _requests.AddAsync("deleted again", client.DeleteAsync("7"));
        await client.RecordAsync(9);
        store!.Stuck = _ => true;
        await _requests.AddAsync("deleted in part", client.DeleteAsync("9"));
        store.Stuck = _ => false;
        await DisconnectDuringDeletionAsync(client, store, 10);
        Assert.That(() => service.KeptAsync(10), Is.Empty.After(20).Seconds.PollEvery(10).MilliSeconds);
    }

    [TestCase("whole", "0-12043")]
    [TestCase("part", "100-199")]
    public void Lines_ReadOfAudio_AreItsBeginningAndItsEnd(string request, string bytes) =>
        Assert.That(_requests.LinesOf(request).Select(Facts), Is.EqualTo(new[]
        {
            Facts("audio.read", "Begun", bytes), Facts("audio.read", "Complete", bytes),
        }));

    [TestCase("issued", "link.issued")]
    [TestCase("deleted", "chat.deleted")]
    [TestCase("deleted again", "chat.deleted")]
    public void Line_RequestWithKey_NamesCallerActionAndChat(string request, string action) =>
        Assert.That(_requests.LinesOf(request).Select(Facts), Is.EqualTo(new[] { Facts(action, "Complete", null) }));

    [Test]
    public void Line_Message_QuotesCredentialAndMember() =>
        Assert.That(
            _requests.Logs.Audit.First(line => Equals(line.Values["Action"], "link.issued")).Message,
            Does.Match($"""^link\.issued: Complete \(request [0-9a-f]+, credential "key:{_keyId}", member "m-owner", workspace {_workspace}, chat 7, bytes \(null\)\)$"""));

    [Test]
    public void Line_DeletionDuringStoreFault_NamesTheFailure()
    {
        var line = _requests.LinesOf("deleted in part").Single();

        Assert.That((line["Action"], line["Outcome"], line["Chat"]), Is.EqualTo(((object?)"chat.deleted", (object?)"storage_unavailable", (object?)9L)));
    }

    [Test]
    public void Line_DeletionWhoseClientDisconnects_IsWritten() =>
        Assert.That(_requests.Logs.Audit.Count(line => Equals(line.Values["Action"], "chat.deleted") && Equals(line.Values["Chat"], 10L)), Is.EqualTo(1));

    [TestCase("anonymous", "audio.read", "authentication_required")]
    [TestCase("anonymous head", "audio.read", "authentication_required")]
    [TestCase("no link", "link.followed", "link_invalid")]
    public void Line_FailureWithoutCredentials_NamesTheFailure(string request, string action, string code)
    {
        var line = _requests.LinesOf(request).Single();

        Assert.That((line["Action"], line["Outcome"], line["Credential"]), Is.EqualTo(((object?)action, (object?)code, (object?)null)));
    }

    [TestCase("outsider", "link.issued", "private_chat")]
    [TestCase("outsider's metadata", "GET", "private_chat")]
    [TestCase("outsider's deletion", "chat.deleted", "insufficient_scope")]
    public void Line_FailureOfKnownCaller_NamesTheCaller(string request, string action, string code)
    {
        var line = _requests.LinesOf(request).Single();

        Assert.That(
            (line["Action"], line["Outcome"], line["Credential"], line["Member"], line["Chat"]),
            Is.EqualTo(((object?)action, (object?)code, (object?)$"sub:{_other}", (object?)_other, (object?)7L)));
    }

    [TestCase("head")]
    [TestCase("unchanged")]
    [TestCase("unsatisfiable")]
    [TestCase("metadata")]
    [TestCase("not found")]
    public void Request_WithoutAudioOrDeniedAccess_HasNoLine(string request) =>
        Assert.That(_requests.LinesOf(request), Is.Empty);

    private static object Facts(IReadOnlyDictionary<string, object?> line) =>
        (line["Action"], line["Outcome"], line["Credential"], line["Member"], line["Workspace"], line["Chat"], line["Bytes"]);

    private object Facts(string action, string outcome, string? bytes) => (
        (object?)action, (object?)outcome, (object?)$"key:{_keyId}", (object?)"m-owner", (object?)_workspace, (object?)7L, (object?)bytes);

    /// <summary>Disconnects when the rows are deleted but the objects are not.</summary>
    private static async Task DisconnectDuringDeletionAsync(HttpClient client, WatchedStore store, long chat)
    {
        await client.RecordAsync(chat);
        var (hold, disconnect) = (new TaskCompletionSource(), new CancellationTokenSource());
        store.HoldRemoval = hold.Task;
        var deletion = client.DeleteAsync($"{chat}", disconnect.Token);
        Assert.That(() => client.GetAsync($"{chat}").OutcomeAsync(), Is.EqualTo("404 chat_not_found").After(20).Seconds.PollEvery(10).MilliSeconds);

        await disconnect.CancelAsync();
        hold.SetResult();
        Assert.That(() => deletion, Throws.InstanceOf<OperationCanceledException>());
    }
}
