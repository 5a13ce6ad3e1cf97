using System.Net;
using Microsoft.Extensions.DependencyInjection;
using Recordings.Api.Tests.Running.Backends;
using Recordings.Api.Tests.Running.Calls;
using Recordings.Api.Tests.Running.Service;
using Recordings.Application.Ports;

namespace Recordings.Api.Tests.Links;

/// <summary>Two replicas share one PostgreSQL database, and one folder of objects or one bucket.</summary>
[EndToEnd]
[Category("NeedsPostgres")]
internal sealed class ReplicaTests
{
    private readonly List<WatchedStore> _stores = [];
    private TestData _data = null!;
    private TestService _first = null!;
    private TestService _second = null!;

    [OneTimeSetUp]
    public async Task StartAsync()
    {
        _data = await TestData.CreateAsync(onPostgres: true, TestBackends.OnS3);
        _first = await TestService.StartAsync(_data, Watch);
        _second = await TestService.StartAsync(_data, Watch);
    }

    [OneTimeTearDown]
    public async Task StopAsync()
    {
        foreach (var one in (IAsyncDisposable?[])[_second, _first, _data])
            await (one?.DisposeAsync() ?? ValueTask.CompletedTask);
    }

    [Test]
    public async Task DownloadUrl_FromTwoReplicasAtOnce_IsAssembledOnce()
    {
        var workspace = await _first.CreateWorkspaceAsync();
        using var client = await _first.CreateClientAsync(workspace);
        using var other = _second.CreateClient(workspace, client.DefaultRequestHeaders.Authorization!.Parameter);

        await client.OpenAsync(7);
        await Task.WhenAll(Enumerable.Range(0, 20).Select(i => (i % 2 == 0 ? client : other).StoreAsync(7, "caller", i, 20m * i, new short[160])));
        await client.CompleteAsync(7);
        var answers = await Task.WhenAll(Enumerable.Range(0, 10).Select(i => (i % 2 == 0 ? client : other).GetAsync("7/download-url")));

        Assert.That(answers.Select(answer => answer.StatusCode), Is.All.EqualTo(HttpStatusCode.OK));
        var digests = await Task.WhenAll(answers.Select(async answer => (await Task.FromResult(answer).JsonAsync()).Text("sha256")));
        Assert.That(digests.Distinct().Count(), Is.EqualTo(1));
        Assert.That(_stores.Sum(store => store.Puts), Is.EqualTo(1));
        Assert.That((await other.GetByteArrayAsync("7/audio.wav")).Length, Is.EqualTo(44 + (20 * 320)));
    }

    private void Watch(IServiceCollection services) => services.Decorate<IAudioStore>(store =>
    {
        var watched = new WatchedStore(store);
        _stores.Add(watched);
        return watched;
    });
}
