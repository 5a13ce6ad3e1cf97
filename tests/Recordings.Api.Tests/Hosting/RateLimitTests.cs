using Recordings.Api.Tests.Running.Service;

namespace Recordings.Api.Tests.Hosting;

/// <summary>The limit counts requests per minute for each key or subject. Routes without credentials are not counted.</summary>
internal sealed class RateLimitTests
{
    private const int Limit = 5;

    private TestService _service = null!;
    private string _workspace = "";

    [OneTimeSetUp]
    public async Task StartAsync()
    {
        _service = await TestService.StartAsync($"--RateLimit:RequestsPerMinute={Limit}");
        _workspace = await _service.CreateWorkspaceAsync();
    }

    [OneTimeTearDown]
    public ValueTask StopAsync() => _service.DisposeAsync();

    [Test]
    public async Task Requests_OverTheLimit_Are429WithRetryAfter()
    {
        using var client = await _service.CreateClientAsync(_workspace);
        for (var i = 0; i < Limit; i++)
            Assert.That(await client.GetAsync("1").OutcomeAsync(), Is.EqualTo("404 chat_not_found"));

        using var answer = await client.GetAsync("1");

        Assert.That(answer.Headers.RetryAfter?.Delta, Is.GreaterThan(TimeSpan.Zero).And.LessThanOrEqualTo(TimeSpan.FromMinutes(1)));
        Assert.That(await Task.FromResult(answer).OutcomeAsync(), Is.EqualTo("429 rate_limited"));
        Assert.That(answer.Headers.Contains("X-Request-Id"));
    }

    [Test]
    public async Task Key_BesideAnExhaustedKey_HasItsOwnLimit()
    {
        using var exhausted = await _service.CreateClientAsync(_workspace);
        using var other = await _service.CreateClientAsync(_workspace);
        for (var i = 0; i <= Limit; i++)
            await exhausted.GetAsync("1").OutcomeAsync();

        Assert.That(await exhausted.GetAsync("1").OutcomeAsync(), Is.EqualTo("429 rate_limited"));
        Assert.That(await other.GetAsync("1").OutcomeAsync(), Is.EqualTo("404 chat_not_found"));
    }

    [TestCase("/health/live", "200")]
    [TestCase("/health/ready", "200")]
    [TestCase("/swagger/v1/swagger.json", "200")]
    [TestCase("/links/x", "403 link_invalid")]
    public async Task Requests_ForRoutesWithoutCredentials_AreNotCounted(string address, string expected)
    {
        using var client = await _service.CreateClientAsync(_workspace);

        for (var i = 0; i < 2 * Limit; i++)
            Assert.That(await client.GetAsync(address).OutcomeAsync(), Is.EqualTo(expected));
        Assert.That(await client.GetAsync("1").OutcomeAsync(), Is.EqualTo("404 chat_not_found"));
    }
}
