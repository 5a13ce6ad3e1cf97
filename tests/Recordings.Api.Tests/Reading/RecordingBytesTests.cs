using System.Buffers.Binary;
using System.Globalization;
using System.Security.Cryptography;
using Microsoft.Extensions.DependencyInjection;
using Recordings.Api.Tests.Running.Backends;
using Recordings.Api.Tests.Running.Calls;
using Recordings.Api.Tests.Running.Service;
using Recordings.Application.Ports;

namespace Recordings.Api.Tests.Reading;

/// <summary>The bytes of one call in each state: live, assembled, linked, changed.</summary>
[EndToEnd]
internal sealed class RecordingBytesTests
{
    private readonly AdjustableTime _time = new();
    private readonly HttpClient _anonymous = new();
    private WatchedStore _store = null!;
    private TestService _service = null!;
    private HttpClient _client = null!;
    private long _chat;

    [OneTimeSetUp]
    public async Task StartAsync()
    {
        _service = await TestService.StartAsync(
            services =>
            {
                services.AddSingleton<TimeProvider>(_time);
                services.Decorate<IAudioStore>(store => _store = new WatchedStore(store));
            },
            ReadyCalls.StayLive);
        _client = await _service.CreateClientAsync(await _service.CreateWorkspaceAsync());
    }

    [OneTimeTearDown]
    public async Task StopAsync()
    {
        _anonymous.Dispose();
        _client.Dispose();
        await _service.DisposeAsync();
    }

    [SetUp]
    public void ChooseChat() => _chat = ChatIds.Next();

    [Test]
    public async Task Audio_BeforeAndAfterAssembly_IsTheSame()
    {
        await _client.RecordAsync(_chat);

        var live = await DescribeAsync(_client.GetAsync($"{_chat}/audio.wav"));
        _time.Advance(TimeSpan.FromMinutes(1));
        await _client.GetAsync($"{_chat}/download-url").JsonAsync();
        var cached = await DescribeAsync(_client.GetAsync($"{_chat}/audio.wav"));

        Assert.That(await _service.AssembledAsync(_chat), Has.Length.EqualTo(1));
        Assert.That(cached, Is.EqualTo(live));
    }

    [Test]
    public async Task Link_OfTheRecording_HasTheLiveBytes()
    {
        await _client.RecordAsync(_chat);
        var live = await _client.GetByteArrayAsync($"{_chat}/audio.wav");

        var link = (await _client.GetAsync($"{_chat}/download-url").JsonAsync()).Text("url");

        Assert.That(await _anonymous.GetByteArrayAsync(link), Is.EqualTo(live));
    }

    [Test, FilesOnly]
    public async Task Link_OfTheRecording_HasTheLiveValidators()
    {
        await _client.RecordAsync(_chat);
        var live = await DescribeAsync(_client.GetAsync($"{_chat}/audio.wav"));
        _time.Advance(TimeSpan.FromMinutes(1));

        var link = (await _client.GetAsync($"{_chat}/download-url").JsonAsync()).Text("url");

        Assert.That(await DescribeAsync(_anonymous.GetAsync(link)), Is.EqualTo(live));
    }

    [Test]
    public async Task Head_OfALiveRecording_ReadsAndAssemblesNothing()
    {
        await _client.RecordAsync(_chat);
        var before = (_store.Reads, _store.Puts);

        using var answer = await _client.HeadAsync($"{_chat}/audio.wav");

        Assert.That(answer.Content.Headers.ContentLength, Is.EqualTo(12_044));
        Assert.That((_store.Reads, _store.Puts), Is.EqualTo(before));
    }

    [Test]
    public async Task Metadata_OfALiveRecording_ReadsNothing()
    {
        await _client.RecordAsync(_chat);
        var before = (_store.Reads, _store.Puts);

        await _client.GetAsync($"{_chat}").JsonAsync();

        Assert.That((_store.Reads, _store.Puts), Is.EqualTo(before));
    }

    [TestCase("true", "attachment")]
    [TestCase("True", "attachment")]
    [TestCase("false", "inline")]
    public async Task Download_Parameter_SetsTheDisposition(string download, string disposition)
    {
        await _client.RecordAsync(_chat);

        using var answer = await _client.GetAsync($"{_chat}/audio.wav?download={download}");

        Assert.That(answer.Content.Headers.GetValues("Content-Disposition"), Is.EqualTo(new[] { $"{disposition}; filename=\"recording-{_chat}.wav\"" }));
    }

    [TestCase("%20true")]
    [TestCase("true%20")]
    [TestCase("%20TRUE%20")]
    [TestCase("true%00")]
    [TestCase("%09false")]
    [TestCase("true%0A")]
    [TestCase("1")]
    [TestCase("yes")]
    public async Task Download_OtherText_NamesTheParameter(string download)
    {
        await _client.RecordAsync(_chat);

        Assert.That(await _client.GetAsync($"{_chat}/audio.wav?download={download}").FieldsAsync(), Is.EqualTo(new[] { "download" }));
        Assert.That(await _client.GetAsync($"{_chat}/download-url?download={download}").FieldsAsync(), Is.EqualTo(new[] { "download" }));
    }

    [Test]
    public async Task Range_BeyondFourGigabytes_HasTheSamples()
    {
        var samples = ReadyCalls.Speech(5, 100);
        await _client.OpenAsAsync(_chat, ReadyCalls.Standard);
        await _client.StoreAsync(_chat, "caller", 0, 79_000_000m, samples, 48_000);
        await _client.CompleteAsync(_chat);

        var start = 80 + (79_000L * 48_000 * 2);
        using var answer = await _client.GetAsync($"{_chat}/audio.wav", ("Range", string.Create(CultureInfo.InvariantCulture, $"bytes={start - 4}-{start + 199}")));

        var expected = new byte[204];
        for (var i = 0; i < samples.Length; i++)
            BinaryPrimitives.WriteInt16LittleEndian(expected.AsSpan(4 + (2 * i)), samples[i]);
        Assert.That(answer.Content.Headers.ContentRange?.Length, Is.EqualTo(start + 200));
        Assert.That(await answer.Content.ReadAsByteArrayAsync(), Is.EqualTo(expected));
    }

    [Test]
    public async Task Resume_AfterALateChunk_GetsTheWholeNewRecording()
    {
        await _client.RecordAsync(_chat);
        using var before = await _client.GetAsync($"{_chat}/audio.wav");
        await _client.StoreLateAsync(_chat);

        using var resumed = await _client.GetAsync($"{_chat}/audio.wav", ("Range", "bytes=100-"), ("If-Range", before.Headers.ETag!.Tag));

        Assert.That((int)resumed.StatusCode, Is.EqualTo(200));
        Assert.That(resumed.Headers.ETag, Is.Not.EqualTo(before.Headers.ETag));
        Assert.That(resumed.Content.Headers.ContentLength, Is.EqualTo(before.Content.Headers.ContentLength));
    }

    [Test]
    public async Task LastModified_AfterALateChunk_IsTheTimeOfItsStorage()
    {
        await _client.RecordAsync(_chat);
        _time.Advance(TimeSpan.FromMinutes(5));
        await _client.StoreLateAsync(_chat);

        using var answer = await _client.HeadAsync($"{_chat}/audio.wav");

        Assert.That(answer.Content.Headers.LastModified, Is.EqualTo(_time.Now));
    }

    private static async Task<(string Status, string ETag, string Modified, string Sha256)> DescribeAsync(Task<HttpResponseMessage> pending)
    {
        using var answer = await pending;
        return (
            answer.StatusCode.ToString(), answer.Headers.ETag!.ToString(), answer.Content.Headers.GetValues("Last-Modified").Single(),
            Convert.ToHexString(SHA256.HashData(await answer.Content.ReadAsByteArrayAsync())));
    }
}
