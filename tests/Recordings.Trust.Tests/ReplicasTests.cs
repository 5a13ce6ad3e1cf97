using System.Net;
using Recordings.Trust.Tests.Capturing;
using Recordings.Trust.Tests.Needs;
using Recordings.Trust.Tests.Running;

namespace Recordings.Trust.Tests;

/// <summary>Three processes over one database and one bucket, asked for the same call by many at once.</summary>
[NeedsServers]
internal sealed class ReplicasTests
{
    private const int Replicas = 3;
    private const int Requests = 100;

    [Test]
    public async Task DownloadUrl_FirstAskedOfAllReplicasAtOnce_IsAssembledOnce()
    {
        await using var backends = await SharedBackends.CreateAsync();
        // Calls with any silence are not assembled in the background, so that the requests are the first to ask.
        var settings = backends.Settings.With("Capture:MaxSilentHours", "0");
        var (tenant, first) = await backends.StartWithTenantAsync(settings);
        ServiceProcess[] services = [first, .. await Task.WhenAll(Enumerable.Range(1, Replicas - 1).Select(_ => backends.StartAsync(settings)))];
        var clients = services.Select(service => tenant.CreateClient(service.Address)).ToArray();
        var call = SpokenCall.Long(1);
        await call.CaptureAsync(clients[0]);

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
}
