using System.Net.Http.Headers;
using System.Text;
using Recordings.Api.Tests.Running.Backends;
using Recordings.Api.Tests.Running.Calls;
using Recordings.Api.Tests.Running.Service;

namespace Recordings.Api.Tests.Capture;

/// <summary>Invalid bodies of PUT /chat/{chat_id}, and the failure of each.</summary>
[EndToEnd]
internal sealed class OpenCallBodyTests
{
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

    [TestCase("{}", "channel,started_at")]
    [TestCase("""{"channel":null,"started_at":null}""", "channel,started_at")]
    [TestCase("""{"channel":5,"started_at":"2026-11-22T10:00:00Z"}""", "channel")]
    [TestCase("""{"channel":"Phone_Voice","started_at":"2026-11-22T10:00:00Z"}""", "channel")]
    [TestCase("""{"channel":"0","started_at":"2026-11-22T10:00:00Z"}""", "channel")]
    [TestCase("""{"channel":"sms"}""", "started_at")]
    [TestCase("""{"channel":"sms","started_at":1795341600}""", "started_at")]
    [TestCase("""{"channel":"sms","started_at":"yesterday"}""", "started_at")]
    [TestCase("""{"channel":"sms","started_at":"2026-11-22"}""", "started_at")]
    [TestCase("""{"channel":"sms","started_at":"2026-11-22T10:00:00"}""", "started_at")]
    [TestCase("""{"channel":"sms","started_at":"2026-11-22T24:00:00Z"}""", "started_at")]
    [TestCase("""{"channel":"sms","started_at":"2026-02-30T10:00:00Z"}""", "started_at")]
    [TestCase("""{"channel":"sms","started_at":"0001-01-01T00:00:00+01:00"}""", "started_at")]
    [TestCase("""{"channel":"sms","started_at":"2026-11-22T10:00:00Z","kind":"private"}""", "kind")]
    [TestCase("""{"channel":"sms","started_at":"2026-11-22T10:00:00Z","kind":1}""", "kind")]
    [TestCase("""{"channel":"sms","started_at":"2026-11-22T10:00:00Z","kind":"manager_owned"}""", "owner_member_id")]
    [TestCase("""{"channel":"sms","started_at":"2026-11-22T10:00:00Z","kind":"manager_owned","owner_member_id":null}""", "owner_member_id")]
    [TestCase("""{"channel":"sms","started_at":"2026-11-22T10:00:00Z","owner_member_id":""}""", "owner_member_id")]
    [TestCase("""{"channel":"sms","started_at":"2026-11-22T10:00:00Z","owner_member_id":17}""", "owner_member_id")]
    [TestCase("""{"channel":"sms","started_at":"2026-11-22T10:00:00Z","owner_member_id":"a\u0000b"}""", "owner_member_id")]
    [TestCase("""{"channel":"sms","started_at":"2026-11-22T10:00:00Z","participants":{}}""", "participants")]
    [TestCase("""{"channel":"sms","started_at":"2026-11-22T10:00:00Z","participants":["m-1"]}""", "participants[0]")]
    [TestCase("""{"channel":"sms","started_at":"2026-11-22T10:00:00Z","participants":[null]}""", "participants[0]")]
    [TestCase("""{"channel":"sms","started_at":"2026-11-22T10:00:00Z","participants":[{"role":"x"}]}""", "participants[0].member_id")]
    [TestCase("""{"channel":"sms","started_at":"2026-11-22T10:00:00Z","participants":[{"member_id":"m"},{"member_id":"m","track":"../x"}]}""", "participants[1].track")]
    [TestCase("""{"channel":"sms","started_at":"2026-11-22T10:00:00Z","participants":[{"member_id":"m","role":7}]}""", "participants[0].role")]
    public async Task Put_WrongValue_NamesItsField(string json, string fields) => Assert.That(
        await _platform.PutJsonAsync(ChatIds.Next(), json).FieldsAsync(), Is.EqualTo(fields.Split(',')));

    [TestCase("[]")]
    [TestCase("null")]
    [TestCase("\"text\"")]
    [TestCase("7")]
    public async Task Put_JsonButNoObject_IsValidationFailed(string json) => Assert.That(
        await _platform.PutJsonAsync(ChatIds.Next(), json).OutcomeAsync(), Is.EqualTo("400 validation_failed"));

    [TestCase("")]
    [TestCase(" ")]
    [TestCase("{")]
    [TestCase("not json")]
    [TestCase("{'channel':'sms'}")]
    [TestCase("""{"channel":"sms",}""")]
    [TestCase("""{"channel":"sms"} {}""")]
    [TestCase("""{"channel":NaN}""")]
    public async Task Put_NotJson_IsMalformed(string body) => Assert.That(
        await _platform.PutJsonAsync(ChatIds.Next(), body).OutcomeAsync(), Is.EqualTo("400 malformed_request"));

    [TestCase("""{"channel":"sms","channel":"sms","started_at":"2026-11-22T10:00:00Z"}""")]
    [TestCase("""{"channel":"sms","started_at":"2026-11-22T10:00:00Z","kind":"direct_message","kind":"standard"}""")]
    [TestCase("""{"channel":"sms","started_at":"2026-11-22T10:00:00Z","kind":"direct_message","\u006bind":"standard"}""")]
    [TestCase("""{"channel":"sms","started_at":"2026-11-22T10:00:00Z","x":1,"x":1}""")]
    [TestCase("""{"channel":"sms","started_at":"2026-11-22T10:00:00Z","":1,"":1}""")]
    [TestCase("""{"channel":"sms","started_at":"2026-11-22T10:00:00Z","x":{"y":1,"y":2}}""")]
    [TestCase("""{"channel":"sms","started_at":"2026-11-22T10:00:00Z","x":[[{"y":{"z":1,"\u007A":2}}]]}""")]
    [TestCase("""{"channel":"sms","started_at":"2026-11-22T10:00:00Z","participants":[{"member_id":"m","member_id":"m"}]}""")]
    [TestCase("""{"channel":"sms","started_at":"2026-11-22T10:00:00Z","participants":[{"member_id":"m","é":1,"\u00e9":1}]}""")]
    [TestCase("""{"channel":"sms","started_at":"2026-11-22T10:00:00Z","😀":1,"\ud83d\ude00":1}""")]
    [TestCase("""{"channel":"sms","started_at":"2026-11-22T10:00:00Z","\ud800":1,"\ud800":1}""")]
    [TestCase("""{"channel":"sms","started_at":"2026-11-22T10:00:00Z","\ud800":1}""")]
    public async Task Put_NameGivenTwice_IsMalformed(string body) => Assert.That(
        await _platform.PutJsonAsync(ChatIds.Next(), body).OutcomeAsync(), Is.EqualTo("400 malformed_request"));

    [Test]
    public async Task Complete_NameGivenTwice_IsMalformed()
    {
        var chat = ChatIds.Next();
        await _platform.OpenAsync(chat);
        var body = new StringContent(
            """{"ended_at":"2026-11-22T10:30:00Z","ended_at":"2026-11-22T11:30:00Z"}""", Encoding.UTF8, "application/json");

        Assert.That(await _platform.PostAsync($"{chat}/complete", body).OutcomeAsync(), Is.EqualTo("400 malformed_request"));
    }

    /// <summary>Names are compared exactly, and only within one object.</summary>
    [TestCase("""{"channel":"sms","started_at":"2026-11-22T10:00:00Z","Channel":"fax"}""")]
    [TestCase("""{"channel":"sms","started_at":"2026-11-22T10:00:00Z","x":{"y":1},"y":{"y":[{"y":1},{"y":1}]}}""")]
    [TestCase("""{"channel":"sms","started_at":"2026-11-22T10:00:00Z","participants":[{"member_id":"m"},{"member_id":"m"}]}""")]
    public async Task Put_NamesThatDiffer_Is201(string body) => Assert.That(
        await _platform.PutJsonAsync(ChatIds.Next(), body).OutcomeAsync(), Is.EqualTo("201"));

    [TestCase("\\u2028")]
    [TestCase("\\u2029")]
    [TestCase("\\u0085")]
    [TestCase("\\u061c")]
    [TestCase("\\u200e")]
    [TestCase("\\u200f")]
    [TestCase("\\u202a")]
    [TestCase("\\u202e")]
    [TestCase("\\u2066")]
    [TestCase("\\u2069")]
    [TestCase("\\ud800")]
    [TestCase("\\udc00")]
    [TestCase("\\udc00\\ud800")]
    [TestCase("\u2028")]
    [TestCase("\u202E")]
    public async Task Put_CharacterThatForgesText_IsAnErrorOfTheMember(string text)
    {
        Assert.That(
            await _platform.PutJsonAsync(ChatIds.Next(), $$"""{"channel":"sms","started_at":"2026-11-22T10:00:00Z","owner_member_id":"m{{text}}1"}""").FieldsAsync(),
            Is.EqualTo(new[] { "owner_member_id" }));
        Assert.That(
            await _platform.PutJsonAsync(ChatIds.Next(), $$"""{"channel":"sms","started_at":"2026-11-22T10:00:00Z","participants":[{"member_id":"{{text}}"}]}""").FieldsAsync(),
            Is.EqualTo(new[] { "participants[0].member_id" }));
    }

    [TestCase(40)]
    [TestCase(100_000)]
    public async Task Put_DeepJson_IsMalformed(int depth) => Assert.That(
        await _platform.PutJsonAsync(ChatIds.Next(), new string('[', depth) + new string(']', depth)).OutcomeAsync(),
        Is.EqualTo("400 malformed_request"));

    [Test]
    public async Task Put_BytesThatAreNotUtf8_Is400()
    {
        var body = new ByteArrayContent(
            [.. "{\"channel\":\"sms\",\"started_at\":\"2026-11-22T10:00:00Z\",\"owner_member_id\":\""u8, 0xC3, 0x28, .. "\"}"u8]);
        body.Headers.ContentType = new MediaTypeHeaderValue("application/json");

        Assert.That(
            await _platform.PutAsync("77", body).OutcomeAsync(),
            Is.EqualTo("400 malformed_request").Or.EqualTo("400 validation_failed"));
    }

    [TestCase("text/plain")]
    [TestCase("application/x-www-form-urlencoded")]
    [TestCase("application/json; charset=utf-16")]
    [TestCase(null)]
    public async Task Put_OtherContentType_IsUnsupported(string? contentType) => Assert.That(
        await _platform.PutJsonAsync(ChatIds.Next(), "{}", contentType).OutcomeAsync(), Is.EqualTo("415 unsupported_media_type"));

    [Test]
    public async Task Put_MoreThanOneMebibyte_IsTooLarge()
    {
        using var answer = await _platform.PutJsonAsync(ChatIds.Next(), "\"" + new string('a', 1024 * 1024) + "\"");

        Assert.That((int)answer.StatusCode, Is.EqualTo(413));
    }

    [Test]
    public async Task Put_MoreThanOneMebibyteWithoutLength_IsTooLarge()
    {
        var request = new HttpRequestMessage(HttpMethod.Put, "78")
        {
            Content = new StringContent("\"" + new string('a', 1024 * 1024) + "\"", Encoding.UTF8, "application/json"),
        };
        request.Headers.TransferEncodingChunked = true;

        using var answer = await _platform.SendAsync(request);

        Assert.That((int)answer.StatusCode, Is.EqualTo(413));
    }
}
