using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Recordings.Api.Tests.Running.Backends;
using Recordings.Api.Tests.Running.Calls;
using Recordings.Api.Tests.Running.Service;
using Recordings.Api.Transfers;
using Recordings.Application.Administration;
using Recordings.Application.Ports;

namespace Recordings.Api.Tests.Transfers;

/// <summary>A transfer under way breaks within 15 s after its right is gone, also when its reader takes nothing.</summary>
[EndToEnd]
internal sealed class LostRightTests
{
    private const string Reader = "m-reader";

    private readonly SteppedTime _time = new();
    private readonly RecordedLogs _logs = new();
    private TestService _service = null!;
    private WatchedRecordings _recordings = null!;
    private HttpClient _platform = null!;
    private HttpClient _reader = null!;
    private HttpClient _tokenReader = null!;
    private string _workspace = "";
    private string _keyId = "";
    private long _chat;

    public enum Source
    {
        Key,
        Token,
        Live,
    }

    [OneTimeSetUp]
    public async Task StartAsync() =>
        _service = await TestService.StartAsync(
            services =>
            {
                services.AddSingleton<TimeProvider>(_time).AddSingleton<ILoggerProvider>(_logs);
                services.Decorate<IRecordings>(inner => _recordings = new WatchedRecordings(inner));
            },
            // The clock runs ahead while a read of the store is in progress, which must not end that read.
            [.. Tokens.Settings, "--Logging:LogLevel:Recordings=Information", "--Storage:S3:Timeout=1.00:00:00"]);

    [OneTimeTearDown]
    public ValueTask StopAsync()
    {
        _logs.Dispose();
        return _service.DisposeAsync();
    }

    [SetUp]
    public async Task RecordAsync()
    {
        _workspace = await _service.CreateWorkspaceAsync();
        _platform = await _service.CreateClientAsync(_workspace, "m-platform");
        var key = await _service.SendAsync(Administer.CreateKey(_workspace, Reader, "chats:read", null));
        (_keyId, _reader) = (key.Key.KeyId, _service.CreateClient(_workspace, key.Text));
        _tokenReader = _service.CreateClient(_workspace, Tokens.Create(Reader, "chats:read", _workspace));
        _chat = ChatIds.Next();
        await _platform.RecordLongAsync(_chat);
    }

    [TearDown]
    public void DisposeClients()
    {
        _recordings.Fault = null;
        _platform.Dispose();
        _reader.Dispose();
        _tokenReader.Dispose();
    }

    [TestCase(Source.Key)]
    [TestCase(Source.Live)]
    public async Task Transfer_KeyRevoked_Breaks(Source source)
    {
        using var reader = await BeginAsync(source);

        await _service.SendAsync(new RevokeKey(_keyId));

        await AssertBreaksAsync(reader);
    }

    [TestCase(Source.Key)]
    [TestCase(Source.Token)]
    [TestCase(Source.Live)]
    public async Task Transfer_ChatDeleted_Breaks(Source source)
    {
        using var reader = await BeginAsync(source);

        await _platform.DeleteAsync($"{_chat}");

        await AssertBreaksAsync(reader);
    }

    [TestCase(Source.Key)]
    [TestCase(Source.Token)]
    public async Task Transfer_ChatCapturedAgain_Breaks(Source source)
    {
        using var reader = await BeginAsync(source);

        await _platform.DeleteAsync($"{_chat}");
        await _platform.RecordLongAsync(_chat);

        await AssertBreaksAsync(reader);
    }

    [TestCase(Source.Key)]
    [TestCase(Source.Token)]
    [TestCase(Source.Live)]
    public async Task Transfer_RecordingTurnedOff_Breaks(Source source)
    {
        using var reader = await BeginAsync(source);

        await _service.SendAsync(Administer.SetRecording(_workspace, false));

        await AssertBreaksAsync(reader);
    }

    [TestCase(Source.Key)]
    [TestCase(Source.Token)]
    [TestCase(Source.Live)]
    public async Task Transfer_ParticipantRemoved_Breaks(Source source)
    {
        await _platform.DescribeAsync(_chat, "manager_owned", "m-owner", Reader, "m-other");
        using var reader = await BeginAsync(source);

        await _platform.DescribeAsync(_chat, "manager_owned", "m-owner", "m-other");

        await AssertBreaksAsync(reader);
    }

    [TestCase(Source.Key)]
    [TestCase(Source.Token)]
    public async Task Transfer_ChatMadePrivateWithoutTheMember_Breaks(Source source)
    {
        using var reader = await BeginAsync(source);

        await _platform.DescribeAsync(_chat, "direct_message", null, "m-other");

        await AssertBreaksAsync(reader);
    }

    [Test]
    public async Task Transfer_ChatMadePrivateWithTheMember_GoesOn()
    {
        using var reader = await BeginAsync(Source.Key);

        await _platform.DescribeAsync(_chat, "direct_message", null, Reader);

        await AssertGoesOnAsync(reader);
    }

    [Test]
    public async Task Transfer_KeyExpired_GoesOn()
    {
        var key = await _service.SendAsync(Administer.CreateKey(_workspace, Reader, "chats:read", 1));
        using var client = _service.CreateClient(_workspace, key.Text);
        _time.Advance(TimeSpan.FromDays(1) - TransferWatch.Interval);
        using var reader = await PausedReader.GetAsync(client, $"{_chat}/audio.wav");

        await _time.StepAsync(TransferWatch.Interval);

        Assert.That(await client.GetAsync($"{_chat}").OutcomeAsync(), Is.EqualTo("401 invalid_token"));
        await AssertGoesOnAsync(reader);
    }

    [Test]
    public async Task Transfer_DatabaseIsUnavailable_GoesOn()
    {
        using var reader = await BeginAsync(Source.Key);

        _recordings.Fault = new DependencyUnavailableException(Dependency.Database, null);

        await AssertGoesOnAsync(reader);
    }

    [FilesOnly]
    [TestCase("key")]
    [TestCase("chat")]
    [TestCase("recording")]
    [TestCase("participant")]
    public async Task FollowedLink_RightGone_Breaks(string lost)
    {
        await _platform.DescribeAsync(_chat, "manager_owned", "m-owner", Reader);
        var link = (await _reader.GetAsync($"{_chat}/download-url").JsonAsync()).Text("url");
        using var anonymous = _service.CreateClient(_workspace);
        using var reader = await PausedReader.GetAsync(anonymous, link);

        await (lost switch
        {
            "key" => _service.SendAsync(new RevokeKey(_keyId)),
            "chat" => _platform.DeleteAsync($"{_chat}"),
            "recording" => _service.SendAsync(Administer.SetRecording(_workspace, false)),
            _ => _platform.DescribeAsync(_chat, "manager_owned", "m-owner", "m-other"),
        });

        await AssertBreaksAsync(reader);
    }

    [Test]
    public async Task Transfer_ReaderTakesNothing_IsLetGoAfterAMinute()
    {
        using var reader = await BeginAsync(Source.Key);

        await StepAsync(TransferWatch.StallLimit - TransferWatch.Interval);
        Assert.That(await EndOfLastAsync(0), Is.Null, "before the limit");

        // The store and the kernels of both sides still move bytes while the clock runs ahead, so the minute may begin late.
        for (var until = DateTime.UtcNow.AddSeconds(30); DateTime.UtcNow < until && await EndOfLastAsync(0) is null;)
            await StepAsync(TransferWatch.Interval);

        Assert.That(await reader.TakeAsync(LongCalls.FileBytes), Is.LessThan(LongCalls.FileBytes));
        Assert.That(await EndOfLastAsync(), Is.EqualTo("ClientLeft"));
    }

    [Test]
    public async Task Transfer_ReaderTakesLittle_GoesOn()
    {
        using var reader = await BeginAsync(Source.Key);
        const int Little = 64 * 1024;
        var taken = 0L;

        for (var steps = 0; steps < 3 * TransferWatch.StallLimit / TransferWatch.Interval; steps++)
        {
            if (steps % 6 == 0)
                taken += await reader.TakeAsync(Little);
            await _time.StepAsync(TransferWatch.Interval);
        }

        Assert.That(taken + await reader.TakeAsync(LongCalls.FileBytes - taken), Is.EqualTo(LongCalls.FileBytes));
    }

    /// <summary>Live: before the file is assembled, which download-url does.</summary>
    private async Task<PausedReader> BeginAsync(Source source)
    {
        if (source is not Source.Live)
            await _tokenReader.GetAsync($"{_chat}/download-url").JsonAsync();
        var reader = await PausedReader.GetAsync(source is Source.Token ? _tokenReader : _reader, $"{_chat}/audio.wav");
        Assert.That(reader.Head, Does.StartWith("HTTP/1.1 200"));
        return reader;
    }

    private async Task AssertBreaksAsync(PausedReader reader)
    {
        for (var waited = TimeSpan.Zero; waited < TimeSpan.FromSeconds(15) && await EndOfLastAsync(0) is null; waited += TransferWatch.Interval)
            await _time.StepAsync(TransferWatch.Interval);

        Assert.That(await EndOfLastAsync(), Is.EqualTo("Broken"));
        Assert.That(await reader.TakeAsync(LongCalls.FileBytes), Is.LessThan(LongCalls.FileBytes));
        Assert.That(
            _logs.Lines.Where(line => line.Values.TryGetValue("Failure", out var failure) && Equals(failure, "RecordingDamagedException")), Is.Empty);
    }

    private async Task StepAsync(TimeSpan time)
    {
        for (var waited = TimeSpan.Zero; waited < time; waited += TransferWatch.Interval)
            await _time.StepAsync(TransferWatch.Interval);
    }

    private async Task AssertGoesOnAsync(PausedReader reader)
    {
        await StepAsync(4 * TransferWatch.Interval);

        Assert.That(await reader.TakeAsync(LongCalls.FileBytes), Is.EqualTo(LongCalls.FileBytes));
    }

    /// <summary>How the transfer of this test's chat ended, by the audit; null when it has not ended within the time.</summary>
    private async Task<string?> EndOfLastAsync(int seconds = 10)
    {
        var until = DateTime.UtcNow.AddSeconds(seconds);
        while (true)
        {
            var ends = _logs.Audit
                .Where(line => Equals(line.Values["Chat"], _chat) && line.Values["Action"] is "audio.read" or "link.followed")
                .Select(line => $"{line.Values["Outcome"]}")
                .Where(outcome => outcome is "Complete" or "ClientLeft" or "Broken");
            if (ends.LastOrDefault() is { } end)
                return end;
            (await _platform.GetAsync("/health/live")).Dispose();
            if (DateTime.UtcNow >= until)
                return null;
        }
    }
}
