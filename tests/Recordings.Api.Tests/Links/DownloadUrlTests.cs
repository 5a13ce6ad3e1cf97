using System.Security.Cryptography;
using System.Text.Json;
using Recordings.Api.Tests.Running.Backends;
using Recordings.Api.Tests.Running.Calls;
using Recordings.Api.Tests.Running.Service;

namespace Recordings.Api.Tests.Links;

/// <summary>The answer of download-url, and its lifetime parameter.</summary>
[EndToEnd]
internal sealed class DownloadUrlTests
{
    private TestService _service = null!;
    private HttpClient _client = null!;

    [OneTimeSetUp]
    public async Task StartAsync()
    {
        _service = await TestService.StartAsync(
            ReadyCalls.StayLive, "--Downloads:DefaultExpirySeconds=600", "--Downloads:MaxExpirySeconds=7200");
        _client = await _service.CreateClientAsync(await _service.CreateWorkspaceAsync());
        await _client.RecordAsync(7);
    }

    [OneTimeTearDown]
    public ValueTask StopAsync()
    {
        _client.Dispose();
        return _service.DisposeAsync();
    }

    [Test]
    public async Task Answer_ToTheFirstRequest_HasEveryField()
    {
        await _client.RecordAsync(48213);
        using var audio = await _client.GetAsync("48213/audio.wav");

        using var response = await _client.GetAsync("48213/download-url");
        var answer = JsonDocument.Parse(await response.Content.ReadAsStringAsync()).RootElement;

        Assert.Multiple(() =>
        {
            Assert.That(
                answer.EnumerateObject().Select(field => field.Name),
                Is.EqualTo(new[]
                {
                    "chat_id", "url", "expires_in", "expires_at", "filename", "content_type", "size_bytes", "duration_ms",
                    "sample_rate", "channels", "etag", "sha256", "cached",
                }));
            Assert.That(answer.GetProperty("chat_id").GetInt64(), Is.EqualTo(48213));
            Assert.That(Uri.IsWellFormedUriString(answer.Text("url"), UriKind.Absolute));
            Assert.That(answer.GetProperty("expires_in").GetInt64(), Is.EqualTo(600));
            Assert.That(answer.Text("expires_at"), Does.Match("^20[0-9]{2}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}Z$"));
            Assert.That(answer.Text("filename"), Is.EqualTo("recording-48213.wav"));
            Assert.That(answer.Text("content_type"), Is.EqualTo("audio/wav"));
            Assert.That(answer.GetProperty("size_bytes").GetInt64(), Is.EqualTo(12_044));
            Assert.That(answer.GetProperty("duration_ms").GetInt64(), Is.EqualTo(750));
            Assert.That(answer.GetProperty("sample_rate").GetInt32(), Is.EqualTo(8000));
            Assert.That(answer.GetProperty("channels").GetInt32(), Is.EqualTo(1));
            Assert.That(answer.Text("etag"), Is.EqualTo(audio.Headers.ETag!.Tag));
            Assert.That(answer.GetProperty("cached").GetBoolean(), Is.False);
            Assert.That(response.Headers.CacheControl?.ToString(), Is.EqualTo("no-store"));
            Assert.That(response.Content.Headers.ContentType?.MediaType, Is.EqualTo("application/json"));
        });
        Assert.That(answer.Text("sha256"), Is.EqualTo(Convert.ToHexStringLower(SHA256.HashData(await audio.Content.ReadAsByteArrayAsync()))));
    }

    [TestCase("", 600)]
    [TestCase("?expires_in=1", 1)]
    [TestCase("?expires_in=0060", 60)]
    [TestCase("?expires_in=7200", 7200)]
    [TestCase("?expires_in=7201", 7200)]
    [TestCase("?expires_in=2147483648", 7200)]
    [TestCase("?expires_in=18446744073709551617", 7200)]
    [TestCase("?expires_in=99999999999999999999999999999999999999999999999999999999999999999999", 7200)]
    public async Task ExpiresIn_PositiveInteger_IsAtMostTheMaximum(string query, int effective)
    {
        var before = DateTimeOffset.UtcNow;
        var answer = await _client.GetAsync($"7/download-url{query}").JsonAsync();

        // The lifetime of a link starts at a whole second.
        Assert.That(answer.GetProperty("expires_in").GetInt32(), Is.EqualTo(effective));
        Assert.That(
            answer.GetProperty("expires_at").GetDateTimeOffset(),
            Is.InRange(before.AddSeconds(effective - 1), DateTimeOffset.UtcNow.AddSeconds(effective)));
    }

    [TestCase("0")]
    [TestCase("000")]
    [TestCase("-1")]
    [TestCase("-99999999999999999999")]
    [TestCase("1.5")]
    [TestCase("60.0")]
    [TestCase("1e3")]
    [TestCase("0x10")]
    [TestCase("")]
    [TestCase("%20")]
    [TestCase("%2060")]
    [TestCase("%2B60")]
    [TestCase("soon")]
    [TestCase("60s")]
    [TestCase("%D9%A3")]
    public async Task ExpiresIn_AnythingElse_NamesTheField(string text)
    {
        using var answer = await _client.GetAsync($"7/download-url?expires_in={text}");
        var problem = JsonDocument.Parse(await answer.Content.ReadAsStringAsync()).RootElement;

        Assert.That((int)answer.StatusCode, Is.EqualTo(400));
        Assert.That(problem.Text("code"), Is.EqualTo("validation_failed"));
        Assert.That(problem.GetProperty("errors").EnumerateObject().Select(field => field.Name), Is.EqualTo(new[] { "expires_in" }));
    }

    [Test]
    public async Task Head_OfDownloadUrl_Is405WithAllow()
    {
        using var answer = await _client.HeadAsync("7/download-url");

        Assert.That((int)answer.StatusCode, Is.EqualTo(405));
        Assert.That(answer.Content.Headers.Allow, Is.EqualTo(new[] { "GET" }));
    }
}
