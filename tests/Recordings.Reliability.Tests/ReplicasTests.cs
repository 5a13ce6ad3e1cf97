using System.Net;
using Recordings.Infrastructure.Tests.Faults;
using Recordings.Reliability.Tests.Capturing;
using Recordings.Reliability.Tests.Needs;
using Recordings.Reliability.Tests.Running;

namespace Recordings.Reliability.Tests;

/// <summary>Three processes over one database and one bucket, asked for the same call by many at once.</summary>
[NeedsServers]
internal sealed class ReplicasTests
{
    private const int Replicas = 3;
    private const int Requests = 100;

    /// <summary>A store on another continent: an assembly takes a second or two, in which all replicas are asked.</summary>
    private static readonly Outage Farther = new Outage.Slow(TimeSpan.FromMilliseconds(200), PieceBytes: 64 * 1024);

    [Test]
    public async Task DownloadUrl_FirstAskedOfAllReplicasAtOnce_IsAssembledOnce()
    {
        await using var backends = await SharedBackends.CreateAsync();
        await using var proxy = new TcpProxy(backends.Bucket.Address);
        // Calls with any silence are not assembled in the background, so that the requests are the first to ask.
        var settings = backends.Settings.With("Capture:MaxSilentHours", "0").With("Storage:S3:Endpoint", proxy.Address.ToString());
        var (tenant, first) = await backends.StartWithTenantAsync(settings);
        ServiceProcess[] services = [first, .. await Task.WhenAll(Enumerable.Range(1, Replicas - 1).Select(_ => backends.StartAsync(settings)))];
        var clients = services.Select(service => tenant.CreateClient(service.Address)).ToArray();
        var call = SpokenCall.Long(1);
        await call.CaptureAsync(clients[0]);
        foreach (var (client, number) in clients.Select((client, number) => (client, number)))
            await WarmUpAsync(client, 2 + number);
        proxy.Set(Farther);

        var answers = await Task.WhenAll(Enumerable.Range(0, Requests).Select(number => clients[number % Replicas].GetDownloadUrlAsync(call.Chat)));
        var hashes = await Task.WhenAll(answers.Select(answer => answer.FieldAsync("sha256")));
        var recordings = await backends.Bucket.FindRecordingsAsync(call.Chat);
        var assemblies = await backends.Bucket.CountAssembliesAsync(call.Chat);
        foreach (var service in services)
            await service.DisposeAsync();

        await TestContext.Out.WriteLineAsync($"{Requests} first requests of {Replicas} replicas: {assemblies} assembly, {recordings.Count} object.");
        Assert.That(answers.Select(answer => answer.StatusCode), Is.All.EqualTo(HttpStatusCode.OK));
        Assert.That(hashes, Is.All.EqualTo(call.Hash));
        Assert.That(recordings, Has.Count.EqualTo(1));
        Assert.That(assemblies, Is.EqualTo(1));
        Assert.That(ExpectedRecording.HashOf(await backends.Bucket.ReadAsync(recordings[0])), Is.EqualTo(call.Hash));
    }

    /// <summary>Whoever has done it before is as quick as the others.</summary>
    private static async Task WarmUpAsync(HttpClient client, long chat)
    {
        var call = SpokenCall.Short(chat);
        await call.CaptureAsync(client);
        Assert.That(await client.LinkAsync(call), Is.EqualTo(Verdicts.Whole));
    }
}
