using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Recordings.Api.Tests.Running.Backends;
using Recordings.Api.Tests.Running.Calls;
using Recordings.Api.Tests.Running.Service;

namespace Recordings.Api.Tests.Reading;

/// <summary>A stored file that was altered never gives a wrong byte, and is made again.</summary>
[EndToEnd]
internal sealed class DamagedFileTests
{
    private const int Length = 44 + (2 * 40 * 8000);

    private readonly RecordedLogs _logs = new();
    private readonly HttpClient _anonymous = new();
    private TestService _service = null!;
    private HttpClient _client = null!;
    private byte[] _original = [];
    private long _chat;

    [OneTimeSetUp]
    public async Task StartAsync()
    {
        _service = await TestService.StartAsync(services => services.AddSingleton<ILoggerProvider>(_logs), ReadyCalls.StayLive);
        _client = await _service.CreateClientAsync(await _service.CreateWorkspaceAsync());
    }

    [OneTimeTearDown]
    public async Task StopAsync()
    {
        _client.Dispose();
        _anonymous.Dispose();
        _logs.Dispose();
        await _service.DisposeAsync();
    }

    [Test]
    public async Task Read_OfAFlippedByte_IsTheSame([Values(0, 44, 16_383, 16_384, 300_000, Length - 1)] int offset)
    {
        await AssembleAsync();
        await FlipAsync(offset);

        Assert.That(await _client.GetByteArrayAsync($"{_chat}/audio.wav"), Is.EqualTo(_original));
        Assert.That(_logs.Lines.Any(line => line.Message.Contains($"/{_chat} is altered or too short", StringComparison.Ordinal)), Is.True);
    }

    [Test]
    public async Task Range_OfAFlippedByte_IsTheSame([Values(0, 299_999, 300_000)] int first)
    {
        await AssembleAsync();
        await FlipAsync(300_000);

        using var answer = await _client.GetAsync($"{_chat}/audio.wav", ("Range", $"bytes={first}-{first + 300_000}"));

        Assert.That(await answer.Content.ReadAsByteArrayAsync(), Is.EqualTo(_original[first..(first + 300_001)]));
    }

    [Test]
    public async Task DownloadUrl_OfAFileFoundDamaged_ReplacesIt()
    {
        await AssembleAsync();
        await FlipAsync(300_000);
        await _client.GetByteArrayAsync($"{_chat}/audio.wav");

        var answer = await _client.GetAsync($"{_chat}/download-url").JsonAsync();

        Assert.That(await _anonymous.GetByteArrayAsync(answer.Text("url")), Is.EqualTo(_original));
        Assert.That(await _service.ReadAsync(await FileAsync()), Is.EqualTo(_original));
    }

    [Test]
    public async Task Read_OfAFlippedByte_IsAssembledAgainInTheBackground()
    {
        await AssembleAsync(continuous: true);
        await FlipAsync(300_000);

        await _client.GetByteArrayAsync($"{_chat}/audio.wav");

        var file = await FileAsync();
        Assert.That(() => _service.ReadAsync(file), Is.EqualTo(_original).After(20).Seconds.PollEvery(20).MilliSeconds);
    }

    [TestCase(-1)]
    [TestCase(-100_000)]
    public async Task Read_OfAFileThatBecameShorter_IsTheSame(int difference)
    {
        await AssembleAsync();
        await _service.TruncateAsync(await FileAsync(), Length + difference);

        Assert.That(await _client.GetByteArrayAsync($"{_chat}/audio.wav"), Is.EqualTo(_original));
    }

    [Test]
    [FilesOnly]
    public async Task Link_ToAFlippedByte_IsTheSame()
    {
        await AssembleAsync();
        var link = await LinkAsync();
        await FlipAsync(300_000);

        Assert.That(await _anonymous.GetByteArrayAsync(link), Is.EqualTo(_original));
    }

    [Test]
    [FilesOnly]
    public async Task Link_ToASupersededFlippedByte_BreaksAndIsRevoked([Values(300_000, 0)] int offset)
    {
        await AssembleAsync();
        var link = await LinkAsync();
        await _client.StoreLateAsync(_chat);
        Assert.That(await _anonymous.GetByteArrayAsync(link), Is.EqualTo(_original));
        await FlipAsync(offset);

        Assert.That(() => _anonymous.GetByteArrayAsync(link), Throws.InstanceOf<HttpRequestException>());
        Assert.That(await _anonymous.GetAsync(link).OutcomeAsync(), Is.EqualTo("403 link_revoked"));
    }

    private async Task AssembleAsync(bool continuous = false)
    {
        await _client.OpenAsync(_chat = ChatIds.Next());
        var first = continuous ? 0 : 8000;
        await _client.StoreAsync(_chat, "caller", 0, first / 8m, ReadyCalls.Speech((int)_chat, (40 * 8000) - first));
        await _client.CompleteAsync(_chat);
        _original = await _client.GetByteArrayAsync($"{_chat}/audio.wav");
        await LinkAsync();
        Assert.That(_original, Has.Length.EqualTo(Length));
        Assert.That(await _client.GetByteArrayAsync($"{_chat}/audio.wav"), Is.EqualTo(_original));
    }

    private async Task FlipAsync(int offset) => await _service.FlipByteAsync(await FileAsync(), offset);

    private async Task<string> FileAsync() => (await _service.AssembledAsync(_chat)).Single();

    private async Task<string> LinkAsync() => (await _client.GetAsync($"{_chat}/download-url").JsonAsync()).Text("url");
}
