using System.Diagnostics;
using System.Net;
using System.Text.Json;
using Recordings.Reliability.Tests.Calls;
using Recordings.Reliability.Tests.Running;

namespace Recordings.Reliability.Tests.Processes;

/// <summary>Standard error is a pipe, and its reader stops: the service goes on, but gives out no audio, link or deletion.</summary>
internal sealed class UnreadLogTests
{
    private const int Requests = 8000;
    private const int Clients = 16;
    private static readonly TimeSpan HealthTimeout = TimeSpan.FromSeconds(0.5);
    private static readonly TimeSpan AuditTimeout = TimeSpan.FromSeconds(6);
    private static readonly TimeSpan RecoveryTimeout = TimeSpan.FromSeconds(20);
    private static readonly TimeSpan StopTimeout = TimeSpan.FromSeconds(10);

    [Test]
    public async Task Service_LogUnread_ServesAllButTheAudited()
    {
        using var folder = new TemporaryFolder();
        var settings = ServiceSettings.Embedded(folder.Path).With("Logging:LogLevel:Default", "Information");
        var workspace = await TestWorkspace.CreateAsync(settings);
        await using var service = await PausedLog.StartAsync(settings);
        using var client = workspace.CreateClient(service.Address);
        using var anonymous = new HttpClient();
        await RecordAsync(client, 1);
        var link = (await (await client.GetDownloadUrlAsync(1)).ReadFieldAsync("url"))!;

        service.Pause();
        await FillAsync(client);
        var (_, health) = await TimeAsync(anonymous.GetAsync(new Uri(service.Address, "/health/live")));
        await RecordAsync(client, 2);
        var unknown = await anonymous.GetAsync(new Uri(client.BaseAddress!, "1/audio.wav"));
        var owing = await Task.WhenAll(
            TimeAsync(client.GetAudioAsync(1)), TimeAsync(anonymous.GetAsync(link)), TimeAsync(client.GetDownloadUrlAsync(1)),
            TimeAsync(client.DeleteAsync("1")));
        var kept = await client.GetAsync("1");

        service.Resume();
        var recovery = await Polling.UntilAsync(
            async () => (await client.GetAudioAsync(1)).StatusCode is HttpStatusCode.OK, RecoveryTimeout, "audio is given out again");
        await Polling.UntilAsync(() => DroppedLines(service).Any(), RecoveryTimeout, "the dropped lines are reported");
        await TestContext.Out.WriteLineAsync(
            $"Health {health.TotalMilliseconds:0} ms; audited {owing.Max(answer => answer.Time).TotalSeconds:0.0} s; recovery "
            + $"{recovery.TotalMilliseconds:0} ms; {DroppedLines(service).Sum()} of more than {Requests} lines dropped.");

        Assert.That(health, Is.LessThan(HealthTimeout));
        Assert.That(unknown.StatusCode, Is.EqualTo(HttpStatusCode.Unauthorized));
        foreach (var (answer, time) in owing)
        {
            Assert.That((answer.StatusCode, await answer.ReadFieldAsync("code")), Is.EqualTo((HttpStatusCode.ServiceUnavailable, "audit_unavailable")));
            Assert.That(answer.Headers.RetryAfter?.Delta, Is.GreaterThan(TimeSpan.Zero));
            Assert.That(time, Is.LessThan(AuditTimeout));
        }

        Assert.That(kept.StatusCode, Is.EqualTo(HttpStatusCode.OK));
        Assert.That(DroppedLines(service).Count(), Is.EqualTo(1));
        Assert.That(DroppedLines(service).Single() + service.Lines.Count, Is.GreaterThan(Requests));
    }

    [Test]
    public async Task Service_TerminatedWhileTheLogIsUnread_Exits()
    {
        using var folder = new TemporaryFolder();
        var settings = ServiceSettings.Embedded(folder.Path).With("Logging:LogLevel:Default", "Information");
        var workspace = await TestWorkspace.CreateAsync(settings);
        await using var service = await PausedLog.StartAsync(settings);
        using var client = workspace.CreateClient(service.Address);
        await RecordAsync(client, 1);
        service.Pause();
        await FillAsync(client);

        Assert.That(await service.TerminateAsync(StopTimeout), Is.Zero);
    }

    private static async Task RecordAsync(HttpClient client, long chat)
    {
        foreach (var send in (Func<Task<HttpResponseMessage>>[])[
            () => client.OpenAsync(chat), () => client.StoreAsync(new TestChunk(chat, "caller", 0)), () => client.CompleteAsync(chat)])
        {
            using var answer = await send();
            Assert.That(answer.IsSuccessStatusCode, $"{answer}");
        }
    }

    /// <summary>Each request is one line: more than the pipe and the queue hold.</summary>
    private static Task FillAsync(HttpClient client) => Task.WhenAll(Enumerable.Range(0, Clients).Select(async _ =>
    {
        for (var i = 0; i < Requests / Clients; i++)
            using (await client.GetAsync("1"))
            {
            }
    }));

    private static async Task<(HttpResponseMessage Answer, TimeSpan Time)> TimeAsync(Task<HttpResponseMessage> pending)
    {
        var started = Stopwatch.GetTimestamp();
        return (await pending, Stopwatch.GetElapsedTime(started));
    }

    private static IEnumerable<long> DroppedLines(PausedLog service) =>
        from line in service.Lines
        where line.Contains("log lines were dropped", StringComparison.Ordinal)
        select JsonElement.Parse(line).GetProperty("State").GetProperty("Lines").GetInt64();
}
