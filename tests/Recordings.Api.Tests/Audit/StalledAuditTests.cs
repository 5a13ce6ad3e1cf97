using System.Diagnostics;
using System.Net.Http.Json;
using System.Text.Json;
using Recordings.Api.Tests.Running.Backends;
using Recordings.Api.Tests.Running.Calls;
using Recordings.Api.Tests.Running.Service;
using Recordings.Application.Ports;

namespace Recordings.Api.Tests.Audit;

/// <summary>While standard error is not read, requests that owe the audit a line answer 503 in time, and all others go on.</summary>
[EndToEnd]
internal sealed class StalledAuditTests
{
    private static readonly TimeSpan MaxWait = TimeSpan.FromSeconds(6);

    /// <summary>The private call without its participant.</summary>
    private static readonly object Described =
        new { channel = "phone_voice", kind = "manager_owned", owner_member_id = "m-owner", started_at = "2026-11-22T10:00:00Z" };

    private readonly Dictionary<string, (HttpResponseMessage Answer, string Body, TimeSpan Time)> _answers = [];
    private readonly StalledLog _log = new();
    private List<JsonElement> _audit = [];
    private int _readsOfAudio;
    private string _afterResume = "";
    private string _deletedAfterResume = "";
    private int _participantsAfterResume;

    /// <summary>Sends all requests and stops the service before the tests, since a line may be written after its answer.</summary>
    [OneTimeSetUp]
    public async Task RequestAndReadLogAsync()
    {
        await RequestAsync();
        _audit = [.. _log.Lines.Select(line => JsonElement.Parse(line)).Where(line => line.Text("Category") == "Recordings.Audit")];
    }

    [OneTimeTearDown]
    public void DisposeLog() => _log.Dispose();

    [TestCase("whole")]
    [TestCase("part")]
    [TestCase("issued")]
    [TestCase("outsider")]
    [TestCase("outsider's metadata")]
    [TestCase("deleted")]
    [TestCase("described")]
    public void Answer_RequestThatOwesALine_IsAuditUnavailable(string request)
    {
        var (answer, body, time) = _answers[request];

        Assert.That(((int)answer.StatusCode, JsonElement.Parse(body).Text("code")), Is.EqualTo((503, "audit_unavailable")));
        Assert.That(answer.Headers.RetryAfter?.Delta, Is.GreaterThan(TimeSpan.Zero));
        Assert.That(answer.Content.Headers.ContentType?.MediaType, Is.EqualTo("application/problem+json"));
        Assert.That(time, Is.LessThan(MaxWait));
    }

    [Test, FilesOnly]
    public void Answer_FollowedLink_IsAuditUnavailable() => Answer_RequestThatOwesALine_IsAuditUnavailable("followed");

    [TestCase("live", 200)]
    [TestCase("ready", 200)]
    [TestCase("metadata", 200)]
    [TestCase("head", 200)]
    [TestCase("unchanged", 304)]
    [TestCase("unsatisfiable", 416)]
    [TestCase("opened", 201)]
    [TestCase("stored", 201)]
    [TestCase("completed", 200)]
    [TestCase("anonymous", 401)]
    public void Answer_OtherRequest_DoesNotWait(string request, int status)
    {
        var (answer, body, time) = _answers[request];

        Assert.That((int)answer.StatusCode, Is.EqualTo(status), body);
        Assert.That(time, Is.LessThan(TimeSpan.FromSeconds(4)));
    }

    [Test]
    public void Store_WhileTheAuditStalls_IsNotRead() => Assert.That(_readsOfAudio, Is.Zero);

    [Test]
    public void Answer_AfterTheReaderContinues_IsTheAudio() =>
        Assert.That((_afterResume, _deletedAfterResume), Is.EqualTo(("206", "204")));

    [Test]
    public void Description_WhileTheAuditStalls_IsNotChanged() => Assert.That(_participantsAfterResume, Is.EqualTo(1));

    [TestCase("whole")]
    [TestCase("part")]
    [TestCase("issued")]
    [TestCase("outsider")]
    [TestCase("deleted")]
    [TestCase("described")]
    public void Lines_RequestThatWasStopped_ClaimNoAccess(string request)
    {
        var outcomes = LinesOf(request).Select(line => line.GetProperty("State").Text("Outcome")).ToList();

        Assert.That(outcomes, Is.Empty.Or.Exactly(1).EqualTo("audit_unavailable"));
    }

    [Test]
    public void Lines_AnonymousRequest_AreOne() => Assert.That(LinesOf("anonymous").Count(), Is.EqualTo(1));

    private async Task RequestAsync()
    {
        WatchedStore? store = null;
        await using var service = await TestService.StartAsync(
            services =>
            {
                _log.Replace(services);
                services.Decorate<IAudioStore>(inner => store = new WatchedStore(inner));
            },
            [.. Tokens.Settings, ReadyCalls.StayLive, "--Logging:LogLevel:Recordings=Information"]);
        var workspace = await service.CreateWorkspaceAsync();
        using var client = await service.CreateClientAsync(workspace, "m-owner");
        using var outsider = service.CreateClient(workspace, Tokens.Create("m-outsider", "chats:read", workspace));
        using var anonymous = service.CreateClient(workspace);
        await client.RecordAsync(7, ReadyCalls.Private);
        await client.RecordAsync(9, ReadyCalls.Private);
        var link = (await client.GetAsync("7/download-url").JsonAsync()).Text("url");

        _log.Stall();
        var before = store!.ChunkReads;
        await Task.WhenAll(
            AddAsync("live", client.GetAsync(new Uri(service.Address, "/health/live"))),
            AddAsync("ready", client.GetAsync(new Uri(service.Address, "/health/ready"))),
            AddAsync("metadata", client.GetAsync("7")),
            AddAsync("head", client.HeadAsync("7/audio.wav")),
            AddAsync("unchanged", client.GetAsync("7/audio.wav", ("If-None-Match", "*"))),
            AddAsync("unsatisfiable", client.GetAsync("7/audio.wav", ("Range", "bytes=99999-"))),
            AddAsync("opened", client.PutAsJsonAsync("8", new { channel = "phone_voice", started_at = "2026-11-22T10:00:00Z" })),
            AddAsync("anonymous", anonymous.GetAsync("7/audio.wav")),
            AddAsync("whole", client.GetAsync("9/audio.wav")),
            AddAsync("part", client.GetAsync("9/audio.wav", ("Range", "bytes=100-199"))),
            AddAsync("issued", client.GetAsync("7/download-url")),
            AddAsync("outsider", outsider.GetAsync("7/audio.wav")),
            AddAsync("outsider's metadata", outsider.GetAsync("7")),
            AddAsync("described", client.PutAsJsonAsync("9", Described)),
            AddAsync("deleted", client.DeleteAsync("7")));
        if (!TestBackends.OnS3)
            await AddAsync("followed", anonymous.GetAsync(link));
        _readsOfAudio = store.ChunkReads - before;
        await AddAsync("stored", client.StoreAsync(8, "caller", 0, 0m, ReadyCalls.Speech(1, 2000)));
        await AddAsync("completed", client.CompleteAsync(8));

        _log.Resume();
        _afterResume = await client.GetAsync("7/audio.wav", ("Range", "bytes=0-9")).OutcomeAsync();
        _participantsAfterResume = (await client.GetAsync("9").JsonAsync()).GetProperty("participants").GetArrayLength();
        _deletedAfterResume = await client.DeleteAsync("7").OutcomeAsync();
    }

    private IEnumerable<JsonElement> LinesOf(string request)
    {
        var id = _answers[request].Answer.Headers.GetValues("X-Request-Id").Single();
        return _audit.Where(line => line.GetProperty("State").Text("RequestId") == id);
    }

    private async Task AddAsync(string name, Task<HttpResponseMessage> pending)
    {
        var started = Stopwatch.GetTimestamp();
        var answer = await pending;
        var body = await answer.Content.ReadAsStringAsync();
        lock (_answers)
            _answers[name] = (answer, body, Stopwatch.GetElapsedTime(started));
    }
}
