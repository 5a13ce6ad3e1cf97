using System.Text.Json;
using Recordings.Api.Tests.Running.Backends;
using Recordings.Api.Tests.Running.Calls;
using Recordings.Api.Tests.Running.Service;

namespace Recordings.Api.Tests.Capture;

/// <summary>PUT /chat/{chat_id} stores the platform's description of a call.</summary>
[EndToEnd]
internal sealed class OpenCallTests
{
    private const string Minimal = """{"channel":"phone_voice","started_at":"2026-11-22T10:00:00Z"}""";

    private TestService _service = null!;
    private HttpClient _platform = null!;

    [OneTimeSetUp]
    public async Task StartAsync()
    {
        _service = await TestService.StartAsync();
        _platform = await _service.CreateClientAsync(await _service.CreateWorkspaceAsync(), scopes: "chats:write");
    }

    [OneTimeTearDown]
    public async Task StopAsync()
    {
        _platform.Dispose();
        await _service.DisposeAsync();
    }

    [Test]
    public async Task Put_NewChat_Is201WithTheMetadata()
    {
        var chat = ChatIds.Next();

        var answer = await _platform.PutJsonAsync(chat, Minimal);

        var metadata = JsonElement.Parse(await answer.Content.ReadAsStringAsync());
        Assert.That((int)answer.StatusCode, Is.EqualTo(201));
        Assert.That(metadata.GetProperty("chat_id").GetInt64(), Is.EqualTo(chat));
        Assert.That(
            new[] { "channel", "kind", "status", "started_at" }.Select(name => metadata.GetProperty(name).GetString()),
            Is.EqualTo(new[] { "phone_voice", "standard", "in_progress", "2026-11-22T10:00:00Z" }));
        Assert.That(
            new[] { "status_reason", "ended_at", "duration_ms", "sample_rate", "channels", "size_bytes", "etag" }.Select(name => metadata.GetProperty(name).ValueKind),
            Is.All.EqualTo(JsonValueKind.Null));
        Assert.That(
            new[] { "participants", "tracks", "gaps" }.Select(name => metadata.GetProperty(name).GetRawText()),
            Is.EqualTo(new[] { "[]", "[]", "{}" }));
    }

    [Test]
    public async Task Put_SameChatAgain_Is200()
    {
        var chat = ChatIds.Next();
        await _platform.PutJsonAsync(chat, Minimal);

        Assert.That(await _platform.PutJsonAsync(chat, Minimal).OutcomeAsync(), Is.EqualTo("200"));
    }

    [Test]
    public async Task Put_Again_ReplacesTheWholeDescription()
    {
        var chat = ChatIds.Next();
        await _platform.PutJsonAsync(
            chat, """{"channel":"web_voice","started_at":"2026-11-22T10:00:00Z","participants":[{"member_id":"m-17","role":"customer","track":"caller"}]}""");

        var metadata = await _platform.PutJsonAsync(chat, """{"channel":"phone_voice","started_at":"2026-11-22T11:00:00Z"}""").JsonAsync();

        Assert.That(
            (metadata.GetProperty("channel").GetString(), metadata.GetProperty("started_at").GetString(), metadata.GetProperty("participants").GetRawText()),
            Is.EqualTo(("phone_voice", "2026-11-22T11:00:00Z", "[]")));
    }

    [Test]
    public async Task Put_Participants_AreReturnedAsSent()
    {
        var metadata = await _platform.PutJsonAsync(
            ChatIds.Next(),
            """{"channel":"phone_voice","started_at":"2026-11-22T10:00:00Z","participants":[{"member_id":"m-17","role":"customer","track":"caller"},{"member_id":"m-18"}]}""").JsonAsync();

        Assert.That(
            metadata.GetProperty("participants").GetRawText(),
            Is.EqualTo("""[{"member_id":"m-17","role":"customer","track":"caller"},{"member_id":"m-18","role":null,"track":null}]"""));
    }

    [Test]
    public async Task Put_UnknownFields_AreIgnored() => Assert.That(
        await _platform.PutJsonAsync(
            ChatIds.Next(), """{"channel":"phone_voice","started_at":"2026-11-22T10:00:00Z","status":"ready","Channel":7,"x":{"y":[1]}}""").OutcomeAsync(),
        Is.EqualTo("201"));

    [TestCase("phone_voice")]
    [TestCase("web_voice")]
    [TestCase("sms")]
    [TestCase("web_chat")]
    [TestCase("email")]
    public async Task Put_Channel_IsReturned(string channel) => Assert.That(
        (await _platform.OpenAsync(ChatIds.Next(), channel).JsonAsync()).GetProperty("channel").GetString(), Is.EqualTo(channel));

    [TestCase("2026-11-22T11:00:00+01:00", "2026-11-22T10:00:00Z")]
    [TestCase("2026-11-22t10:00:00z", "2026-11-22T10:00:00Z")]
    [TestCase("2026-11-22T10:00:00.5Z", "2026-11-22T10:00:00.5Z")]
    [TestCase("2026-11-22T10:00:00.123456789Z", "2026-11-22T10:00:00.123456Z")]
    [TestCase("2026-11-22T10:00:00-00:00", "2026-11-22T10:00:00Z")]
    public async Task Put_StartedAt_IsReturnedInUtc(string sent, string returned) => Assert.That(
        (await _platform.PutJsonAsync(ChatIds.Next(), $$"""{"channel":"sms","started_at":"{{sent}}"}""").JsonAsync()).GetProperty("started_at").GetString(),
        Is.EqualTo(returned));

    [Test]
    public async Task Put_EndedCall_StaysEnded()
    {
        var chat = ChatIds.Next();
        await _platform.OpenAsync(chat);
        await _platform.CompleteAsync(chat);

        var metadata = await _platform.PutJsonAsync(chat, Minimal).JsonAsync();

        Assert.That(metadata.GetProperty("ended_at").GetString(), Is.EqualTo("2026-11-22T10:30:00Z"));
    }

    [Test]
    public async Task Put_StartAfterTheEnd_NamesTheField()
    {
        var chat = ChatIds.Next();
        await _platform.OpenAsync(chat);
        await _platform.CompleteAsync(chat);

        Assert.That(
            await _platform.PutJsonAsync(chat, """{"channel":"phone_voice","started_at":"2026-11-22T10:30:01Z"}""").FieldsAsync(),
            Is.EqualTo(new[] { "started_at" }));
    }

    [Test]
    public async Task Put_SameChatManyTimesAtOnce_IsCreatedOnce()
    {
        var chat = ChatIds.Next();

        var outcomes = await Task.WhenAll(Enumerable.Range(0, 10).Select(_ => _platform.PutJsonAsync(chat, Minimal).OutcomeAsync()));

        Assert.That(outcomes, Is.EquivalentTo(Enumerable.Repeat("200", 9).Append("201")));
    }

    [TestCase("0")]
    [TestCase("01")]
    [TestCase("-1")]
    [TestCase("+1")]
    [TestCase("1.0")]
    [TestCase("abc")]
    [TestCase("9223372036854775808")]
    [TestCase("%D9%A1")]
    public async Task Put_MalformedChatId_NamesTheField(string chat) => Assert.That(
        await _platform.PutAsync(chat, new StringContent(Minimal, System.Text.Encoding.UTF8, "application/json")).FieldsAsync(),
        Is.EqualTo(new[] { "chat_id" }));

    [Test]
    public async Task Put_GreatestChatId_IsAccepted() => Assert.That(
        await _platform.PutJsonAsync(long.MaxValue, Minimal).OutcomeAsync(), Is.EqualTo("201"));
}
