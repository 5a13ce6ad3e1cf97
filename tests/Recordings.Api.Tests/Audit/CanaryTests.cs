using System.Collections.Concurrent;
using System.Net.Http.Json;
using System.Text;
using System.Web;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Recordings.Api.Tests.Running.Backends;
using Recordings.Api.Tests.Running.Calls;
using Recordings.Api.Tests.Running.Service;
using Recordings.Application.Administration;
using Recordings.Application.Ports;
using Recordings.Reliability.Tests.Proxies;
using Recordings.Reliability.Tests.Running;

namespace Recordings.Api.Tests.Audit;

/// <summary>Logs and answers contain no personal data, token or signed query. Only the audit contains member ids.</summary>
[EndToEnd]
[TestFixture("--Logging:LogLevel:Default=Trace", false)]
[TestFixture("--Logging:LogLevel:Microsoft=Information", false)]
[TestFixture("--Logging:LogLevel:Default=Trace", true)]
internal sealed class CanaryTests(string level, bool isProxied)
{
    private readonly RecordedLogs _logs = new();
    private readonly ConcurrentBag<(string Code, string Text)> _problems = [];
    private readonly List<Canary> _secrets = [];
    private readonly List<Canary> _members = [new("canary-member-Xq1"), new("canary-participant-Yz2"), new("canary-outsider+Wv3")];
    private readonly Canary _track = new("canary-track-Uv4");
    private readonly Canary _role = new("canary role Rs5");
    private WatchedStore _store = null!;
    private TestService _service = null!;
    private string _workspace = "";
    private string _link = "";
    private IReadOnlyCollection<string> _proxyLog = [];

    [OneTimeSetUp]
    public async Task SendRequestsAsync()
    {
        if (isProxied && DeployedProxy.Program is null)
            Assert.Ignore("nginx is not installed");

        _service = await TestService.StartAsync(
            services =>
            {
                foreach (var console in services.Where(service => service.ServiceType == typeof(ILoggerProvider)).ToList())
                    services.Remove(console);
                services.AddSingleton<ILoggerProvider>(_logs);
                services.Decorate<IAudioStore>(store => _store = new WatchedStore(store));
            },
            [.. Tokens.Settings, ReadyCalls.StayLive, level]);
        await using var proxy = isProxied ? await DeployedProxy.StartAsync(FreePort.Find(), [_service.Address]) : null;
        _service.Proxy = proxy?.Address;
        _workspace = await _service.CreateWorkspaceAsync();
        var key = await _service.SendAsync(Administer.CreateKey(_workspace, _members[0].Text, "chats:admin", null));
        var revoked = await _service.SendAsync(Administer.CreateKey(_workspace, _members[0].Text, "chats:admin", null));
        await _service.SendAsync(new RevokeKey(revoked.Key.KeyId));
        var token = Tokens.Create(_members[2].Text, "chats:read canary:scope", _workspace);
        _secrets.AddRange([new(key.Text), new(revoked.Text), new(token.Split('.')[2]), new("canary-junk-Kl6"), new("canary-fault-Mn7"), new("canary-query-Op8"), _role]);

        using var client = _service.CreateClient(_workspace, key.Text);
        using var outsider = _service.CreateClient(_workspace, token);
        await CaptureAsync(client);
        await ReadAsync(client, outsider, revoked.Text);
        await DamageAsync(client);
        await _service.DisposeAsync();
        if (proxy is null)
            return;

        await TryAsync(outsider.GetAsync(_link));
        await TryAsync(client.GetAsync($"1/audio.wav?token=canary-query-Op8"));
        await proxy.StopAsync();
        _proxyLog = proxy.Log;
    }

    [Test]
    public void Logs_OfTheProxy_ContainNoCanary()
    {
        Assert.That(_proxyLog.Count > 0, Is.EqualTo(isProxied));
        Assert.That(
            from line in _proxyLog from canary in _secrets.Concat(_members).Append(_track) where canary.IsIn(line) select $"{canary.Text}: {line}",
            Is.Empty);
    }

    [Test]
    public void Logs_AllLines_ContainNoSecret() =>
        Assert.That(
            from line in _logs.Lines from canary in _secrets.Append(_track) where canary.IsIn(line.Everything) select $"{canary.Text}: {line.Everything}",
            Is.Empty);

    [Test]
    public void Logs_OutsideTheAudit_ContainNoMemberId() =>
        Assert.That(
            from line in _logs.Lines.Except(_logs.Audit) from canary in _members where canary.IsIn(line.Everything) select $"{canary.Text}: {line.Everything}",
            Is.Empty);

    [Test]
    public void Problems_OfEveryKind_ContainNoCanary()
    {
        Assert.That(
            from problem in _problems from canary in _secrets.Concat(_members) where canary.IsIn(problem.Text) select $"{canary.Text}: {problem.Text}", Is.Empty);
        Assert.That(from problem in _problems where problem.Code != "recording_damaged" && _track.IsIn(problem.Text) select problem.Text, Is.Empty);
    }

    [Test]
    public void Setup_Requests_CauseEveryKindOfFailure() =>
        Assert.That(_problems.Select(problem => problem.Code).Distinct(), Is.SupersetOf(new[]
        {
            "authentication_required", "invalid_token", "insufficient_scope", "private_chat", "workspace_forbidden", "validation_failed",
            "malformed_request", "chat_not_found", "route_not_found", "method_not_allowed", "chunk_conflict", "unsupported_media_type",
            "invalid_audio", "range_not_satisfiable", "precondition_failed", "link_invalid", "recording_damaged", "internal_error",
            "storage_unavailable",
        }));

    [Test, FilesOnly]
    public void Setup_RequestsToServiceLinks_IncludeARevokedLink() =>
        Assert.That(_problems.Select(problem => problem.Code), Does.Contain("link_revoked"));

    private async Task CaptureAsync(HttpClient client)
    {
        await TryAsync(client.PutAsJsonAsync("1", Description()));
        await TryAsync(client.PutAsJsonAsync("1?junk=canary-query-Op8", new { channel = "canary-junk-Kl6", started_at = "canary-junk-Kl6", owner_member_id = _members[1].Text }));
        await TryAsync(client.PutAsJsonAsync("1", new { channel = "sms", started_at = "2026-11-22T10:00:00Z", participants = new object[] { _members[1].Text } }));
        await TryAsync(client.PutAsync("1", new StringContent($"{{ \"channel\": \"{_members[1].Text}", Encoding.UTF8, "application/json")));
        await TryAsync(client.StoreAsync(1, _track.Text, 0, 0m, ReadyCalls.Speech(1, 2000)));
        await TryAsync(client.StoreAsync(1, _track.Text, 0, 0m, ReadyCalls.Speech(2, 2000)));
        await TryAsync(client.StoreAsync(1, _track.Text, 1, 500m, ReadyCalls.Speech(3, 2000)));
        await TryAsync(client.StoreAsync(1, $"-{_track.Text}", 1, 500m, [1]));
        await TryAsync(client.StoreAsync(99, _track.Text, 1, 500m, [1]));
        await TryAsync(client.PutAsync($"1/tracks/{_track.Text}/chunks/3?start_ms=0", Content("audio/canary-junk-Kl6")));
        await TryAsync(client.PutAsync($"1/tracks/{_track.Text}/chunks/3?start_ms=0", Content("audio/wav")));
        await TryAsync(client.CompleteAsync(1));
    }

    private async Task ReadAsync(HttpClient client, HttpClient outsider, string revoked)
    {
        await TryAsync(client.GetAsync("1?token=canary-query-Op8"));
        await TryAsync(client.GetAsync("1/audio.wav?access_token=canary-query-Op8"));
        await TryAsync(client.GetAsync("1/audio.wav", ("Range", "bytes=99999-")));
        await TryAsync(client.GetAsync("1/audio.wav", ("If-Match", "\"canary-junk-Kl6\"")));
        await TryAsync(client.GetAsync("1/download-url?expires_in=canary-query-Op8"));
        await TryAsync(client.GetAsync("canary-junk-Kl6/audio.wav"));
        await TryAsync(client.GetAsync("1/canary-junk-Kl6"));
        await TryAsync(client.PostAsync("1?canary-query-Op8", null));
        await TryAsync(outsider.GetAsync("1/audio.wav"));
        await TryAsync(outsider.DeleteAsync("1"));
        await TryAsync(client.GetAsync(new Uri(_service.Address, $"/api/v2/w/{Guid.NewGuid()}/recordings/chat/1")));
        foreach (var credential in (string?[])[null, "canary-junk-Kl6", "rk_canary-junk-Kl6", "eyJ.canary-junk-Kl6.x", revoked])
        {
            using var other = _service.CreateClient(_workspace, credential);
            await TryAsync(other.GetAsync("1/audio.wav"));
        }

        var link = (await client.GetAsync("1/download-url").JsonAsync()).Text("url");
        _link = link;
        var query = HttpUtility.ParseQueryString(new Uri(link).Query);
        _secrets.AddRange([new(query["signature"] ?? query["X-Amz-Signature"]!), new(query["by"] ?? query["x-link"]!), new(new Uri(link).Query)]);
        await TryAsync(outsider.GetAsync("/links/canary-junk-Kl6?signature=canary-query-Op8"));
        await TryAsync(outsider.GetAsync(link));
        await TryAsync(outsider.HeadAsync(link));
        await TryAsync(outsider.PostAsync(link, null));
        await TryAsync(outsider.GetAsync(link + "x"));
        await TryAsync(outsider.GetAsync(link.Replace("/links/", "/linkz/", StringComparison.Ordinal)));
        await TryAsync(client.DeleteAsync("1"));
        await TryAsync(outsider.GetAsync(link));
    }

    private async Task DamageAsync(HttpClient client)
    {
        await TryAsync(client.PutAsJsonAsync("2", Description()));
        await TryAsync(client.StoreAsync(2, _track.Text, 0, 500m, ReadyCalls.Speech(1, 2000)));
        await TryAsync(client.CompleteAsync(2));
        await _service.FlipByteAsync(await _service.ChunkAsync(2, _track.Text, 0), 100);
        await TryAsync(client.GetAsync("2/audio.wav"));
        await TryAsync(client.GetAsync("2/download-url"));
        _store.Fault = new InvalidOperationException("canary-fault-Mn7");
        await TryAsync(client.GetAsync("2/audio.wav"));
        await TryAsync(client.GetAsync("2/download-url"));
        _store.Fault = new DependencyUnavailableException(Dependency.Storage, new IOException("canary-fault-Mn7"));
        await TryAsync(client.GetAsync("2/audio.wav"));

        // A call without silence is assembled in the background, so the fault occurs there.
        _store.Fault = new InvalidOperationException("canary-fault-Mn7");
        await TryAsync(client.PutAsJsonAsync("3", Description()));
        await TryAsync(client.StoreAsync(3, _track.Text, 0, 0m, ReadyCalls.Speech(1, 2000)));
        await TryAsync(client.CompleteAsync(3));
        Assert.That(
            () => _logs.Lines.Any(line => line.Message.StartsWith("Background assembly of", StringComparison.Ordinal)),
            Is.True.After(20).Seconds.PollEvery(10).MilliSeconds);
    }

    private object Description() => new
    {
        channel = "phone_voice",
        kind = "manager_owned",
        owner_member_id = _members[0].Text,
        started_at = "2026-11-22T10:00:00Z",
        participants = new[] { new { member_id = _members[1].Text, role = _role.Text, track = _track.Text } },
    };

    private static ByteArrayContent Content(string type)
    {
        var content = new ByteArrayContent("canary-junk-Kl6"u8.ToArray());
        content.Headers.TryAddWithoutValidation("Content-Type", type);
        return content;
    }

    private async Task TryAsync(Task<HttpResponseMessage> pending)
    {
        using var answer = await pending;
        var body = await answer.Content.ReadAsStringAsync();
        var isFromService = answer.RequestMessage!.RequestUri!.Authority == _service.Address.Authority;
        if (answer.IsSuccessStatusCode || body.Length == 0 || !isFromService)
            return;

        _problems.Add((System.Text.Json.JsonDocument.Parse(body).RootElement.Text("code"), $"{answer} {body}".Replace($"{answer.RequestMessage}", "", StringComparison.Ordinal)));
    }
}
