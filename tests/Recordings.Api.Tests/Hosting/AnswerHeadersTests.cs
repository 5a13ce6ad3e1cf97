using Recordings.Api.Tests.Running.Backends;
using Recordings.Api.Tests.Running.Calls;
using Recordings.Api.Tests.Running.Service;

namespace Recordings.Api.Tests.Hosting;

/// <summary>The headers of every answer.</summary>
[EndToEnd]
internal sealed class AnswerHeadersTests
{
    private TestService _service = null!;
    private HttpClient _client = null!;

    [OneTimeSetUp]
    public async Task StartAsync()
    {
        _service = await TestService.StartAsync(ReadyCalls.StayLive);
        _client = await _service.CreateClientAsync(await _service.CreateWorkspaceAsync());
        await _client.RecordAsync(7);
    }

    [OneTimeTearDown]
    public ValueTask StopAsync()
    {
        _client.Dispose();
        return _service.DisposeAsync();
    }

    [TestCase("7")]
    [TestCase("7/audio.wav")]
    [TestCase("7/download-url")]
    [TestCase("/health/live")]
    [TestCase("/health/ready")]
    public async Task Success_OfEachKind_HasARequestIdAndIsNotCached(string address)
    {
        using var answer = await _client.GetAsync(address, ("X-Request-Id", "mine"));
        using var other = await _client.GetAsync(address);

        Assert.That((int)answer.StatusCode, Is.EqualTo(200));
        Assert.That(RequestId(answer), Has.Length.EqualTo(32).And.Not.EqualTo(RequestId(other)));
        Assert.That(answer.Headers.CacheControl?.NoStore, Is.True);
        Assert.That(answer.Headers.GetValues("X-Content-Type-Options"), Is.EqualTo(new[] { "nosniff" }));
        Assert.That(answer.Headers.Contains("Server"), Is.False);
    }

    private static string RequestId(HttpResponseMessage answer) => answer.Headers.GetValues("X-Request-Id").Single();
}
