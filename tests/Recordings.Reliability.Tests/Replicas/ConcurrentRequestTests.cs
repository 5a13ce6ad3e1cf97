using System.Net;
using Recordings.Infrastructure.Tests.Faults;
using Recordings.Reliability.Tests.Calls;
using Recordings.Reliability.Tests.Requirements;
using Recordings.Reliability.Tests.Running;
using Recordings.Reliability.Tests.Servers;

namespace Recordings.Reliability.Tests.Replicas;

/// <summary>Three replicas over one database and one bucket get 100 first requests for the same call at once.</summary>
[RequiresServers]
internal sealed class ConcurrentRequestTests
{
    private const int Replicas = 3;
    private const int Requests = 100;

    /// <summary>As slow as on another continent: an assembly takes a second or two, so that all replicas get requests during it.</summary>
    private static readonly Outage SlowStore = new Outage.Slow(TimeSpan.FromMilliseconds(200), PieceBytes: 64 * 1024);

    [Test]
    public async Task DownloadUrl_FirstRequestsToAllReplicas_AreOneAssembly()
    {
        await using var backends = await SharedBackends.CreateAsync();
        await using var proxy = new TcpProxy(backends.Bucket.Address);
        // With MaxSilentHours=0 a call with a silence is not assembled in the background: the requests start its assembly.
        var settings = backends.Settings.With("Capture:MaxSilentHours", "0").With("Storage:S3:Endpoint", proxy.Address.ToString());
        var (workspace, first) = await backends.StartWithWorkspaceAsync(settings);
        ServiceProcess[] services = [first, .. await Task.WhenAll(Enumerable.Range(1, Replicas - 1).Select(_ => backends.StartAsync(settings)))];
        var clients = services.Select(service => workspace.CreateClient(service.Address)).ToArray();
        var call = TestCall.Long(1);
        await call.CaptureAsync(clients[0]);
        foreach (var (client, number) in clients.Select((client, number) => (client, number)))
            await WarmUpAsync(client, 2 + number);
        proxy.Set(SlowStore);

        var answers = await Task.WhenAll(Enumerable.Range(0, Requests).Select(number => clients[number % Replicas].GetDownloadUrlAsync(call.Chat)));
        var hashes = await Task.WhenAll(answers.Select(answer => answer.ReadFieldAsync("sha256")));
        var recordings = await backends.Bucket.FindRecordingsAsync(call.Chat);
        var assemblies = await backends.Bucket.CountAssembliesAsync(call.Chat);
        foreach (var service in services)
            await service.DisposeAsync();

        await TestContext.Out.WriteLineAsync(
            $"{Requests} first requests to {Replicas} replicas: {assemblies} assembly, {recordings.Count} object.");
        Assert.That(answers.Select(answer => answer.StatusCode), Is.All.EqualTo(HttpStatusCode.OK));
        Assert.That(hashes, Is.All.EqualTo(call.Hash));
        Assert.That(recordings, Has.Count.EqualTo(1));
        Assert.That(assemblies, Is.EqualTo(1));
        Assert.That(ExpectedRecording.Hash(await backends.Bucket.ReadAsync(recordings[0])), Is.EqualTo(call.Hash));
    }

    /// <summary>Runs an assembly in each replica before, so that all replicas are equally fast.</summary>
    private static async Task WarmUpAsync(HttpClient client, long chat)
    {
        var call = TestCall.Short(chat);
        await call.CaptureAsync(client);
        Assert.That(await client.FollowLinkAsync(call), Is.EqualTo(Outcome.Correct));
    }
}
