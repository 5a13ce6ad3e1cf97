using Microsoft.Extensions.DependencyInjection;
using Recordings.Api.Tests.Running.Backends;
using Recordings.Api.Tests.Running.Calls;
using Recordings.Api.Tests.Running.Service;
using Recordings.Application.Storage;

namespace Recordings.Api.Tests.Links;

/// <summary>Of one call at most the newest file and one superseded file are kept.</summary>
[EndToEnd]
internal sealed class SupersededFileTests
{
    private readonly HttpClient _anonymous = new();
    private TestService _service = null!;
    private HttpClient _client = null!;
    private long _chat;

    [OneTimeSetUp]
    public async Task StartAsync()
    {
        _service = await TestService.StartAsync(ReadyCalls.StayLive);
        _client = await _service.CreateClientAsync(await _service.CreateWorkspaceAsync());
    }

    [OneTimeTearDown]
    public ValueTask StopAsync()
    {
        _client.Dispose();
        _anonymous.Dispose();
        return _service.DisposeAsync();
    }

    [SetUp]
    public Task RecordAsync() => _client.RecordAsync(_chat = ChatIds.Next());

    [Test]
    public async Task DownloadUrl_AfterManyLateChunks_KeepsTwoFiles()
    {
        for (var version = 0; version < 5; version++)
        {
            await LinkAsync();
            await _client.StoreLateAsync(_chat, version);
            await _service.Services.GetRequiredService<ObjectSweeper>().RemoveGarbageAsync(default);
            Assert.That(await _service.AssembledAsync(_chat), Has.Length.EqualTo(1), $"version {version}");
        }

        await LinkAsync();

        Assert.That(await _service.AssembledAsync(_chat), Has.Length.EqualTo(2));
    }

    [Test]
    [FilesOnly]
    public async Task Link_SupersededTwice_IsRevoked()
    {
        var oldest = await LinkAsync();
        var bytes = await _anonymous.GetByteArrayAsync(oldest);
        await _client.StoreLateAsync(_chat, 1);
        Assert.That(await _anonymous.GetByteArrayAsync(oldest), Is.EqualTo(bytes), "superseded once");

        var newer = await LinkAsync();
        Assert.That(await _anonymous.GetByteArrayAsync(oldest), Is.EqualTo(bytes), "the newer file exists beside it");
        await _client.StoreLateAsync(_chat, 2);

        Assert.That(await _anonymous.GetAsync(oldest).OutcomeAsync(), Is.EqualTo("403 link_revoked"));
        Assert.That(await _anonymous.GetAsync(newer).OutcomeAsync(), Is.EqualTo("200"));
    }

    private async Task<string> LinkAsync() => (await _client.GetAsync($"{_chat}/download-url").JsonAsync()).Text("url");
}
