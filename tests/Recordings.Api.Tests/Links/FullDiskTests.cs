using Recordings.Api.Tests.Running.Backends;
using Recordings.Api.Tests.Running.Calls;
using Recordings.Api.Tests.Running.Service;

namespace Recordings.Api.Tests.Links;

/// <summary>Without the space that must stay free, nothing is assembled; capture and live reading go on.</summary>
[EndToEnd, FilesOnly]
internal sealed class FullDiskTests
{
    private TestService _service = null!;
    private HttpClient _client = null!;

    [OneTimeSetUp]
    public async Task StartAsync()
    {
        _service = await TestService.StartAsync($"--Storage:MinFreeBytes={1_000_000_000_000_000}");
        _client = await _service.CreateClientAsync(await _service.CreateWorkspaceAsync());
        await _client.RecordAsync(1);
    }

    [OneTimeTearDown]
    public ValueTask StopAsync()
    {
        _client.Dispose();
        return _service.DisposeAsync();
    }

    [Test]
    public async Task DownloadUrl_TooLittleSpace_IsStorageUnavailable()
    {
        using var answer = await _client.GetAsync("1/download-url");

        Assert.That(await Task.FromResult(answer).OutcomeAsync(), Is.EqualTo("503 storage_unavailable"));
        Assert.That(answer.Headers.RetryAfter, Is.Not.Null);
        Assert.That(await _service.AssembledAsync(1), Is.Empty);
    }

    [Test]
    public async Task GetAudio_TooLittleSpace_IsRenderedLive() =>
        Assert.That((await _client.GetByteArrayAsync("1/audio.wav")).Length, Is.EqualTo(12_044));
}
