using Recordings.Api.Tests.Running.Calls;
using Recordings.Api.Tests.Running.Service;

namespace Recordings.Api.Tests.Problems;

/// <summary>A parameter that is given twice is ambiguous, so every operation rejects it by name.</summary>
internal sealed class RepeatedParameterTests
{
    private TestService _service = null!;
    private HttpClient _client = null!;
    private string _workspace = "";

    [OneTimeSetUp]
    public async Task StartAsync()
    {
        _service = await TestService.StartAsync();
        _workspace = await _service.CreateWorkspaceAsync();
        _client = await _service.CreateClientAsync(_workspace);
        await _client.RecordAsync(7);
    }

    [OneTimeTearDown]
    public async Task StopAsync()
    {
        _client.Dispose();
        await _service.DisposeAsync();
    }

    [TestCase("7/download-url?expires_in=60&expires_in=3600", "expires_in")]
    [TestCase("7/download-url?expires_in=60&expires_in=60", "expires_in")]
    [TestCase("7/download-url?expires_in=60&Expires_In=3600", "expires_in")]
    [TestCase("7/download-url?expires_in&expires_in=3600", "expires_in")]
    [TestCase("7/download-url?download=true&expires_in=60&download=false", "download")]
    [TestCase("7/download-url?download=true&expires_in=60&download=false&expires_in=61", "download,expires_in")]
    [TestCase("7/audio.wav?download=true&download=true", "download")]
    public async Task Get_RepeatedParameter_IsRejectedByName(string address, string fields) =>
        Assert.That(await _client.GetAsync(address).FieldsAsync(), Is.EqualTo(fields.Split(',')));

    [TestCase("start_ms=0&start_ms=20")]
    [TestCase("start_ms=0&START_MS=0")]
    public async Task Put_RepeatedParameter_IsRejectedByName(string query)
    {
        await _client.OpenAsync(8);

        Assert.That(await _client.UploadAsync(8, new byte[20], query: query).FieldsAsync(), Is.EqualTo((string[])["start_ms"]));
    }

    [Test]
    public async Task Get_RepeatedParameterWithoutCredentials_RequiresAuthentication()
    {
        using var anonymous = _service.CreateClient(_workspace);

        Assert.That(
            await anonymous.GetAsync("7/download-url?expires_in=60&expires_in=3600").OutcomeAsync(),
            Is.EqualTo("401 authentication_required"));
    }

    [Test]
    public async Task Get_RepeatedUnknownParameter_IsIgnored() =>
        Assert.That(await _client.GetAsync("7/audio.wav?utm=1&utm=2").OutcomeAsync(), Is.EqualTo("200"));
}
