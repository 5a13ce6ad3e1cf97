using Recordings.Api.Tests.Running.Backends;
using Recordings.Api.Tests.Running.Calls;
using Recordings.Api.Tests.Running.Service;

namespace Recordings.Api.Tests.Capture;

/// <summary>Content-Encoding and Content-Range change what a body means. Nothing of such a body is kept.</summary>
[EndToEnd]
internal sealed class BodyFieldTests
{
    private const string Json = """{"channel":"phone_voice","started_at":"2026-11-22T10:00:00Z","ended_at":"2026-11-22T11:00:00Z"}""";
    private const string Unsupported = "415 unsupported_media_type";

    private TestService _service = null!;
    private HttpClient _platform = null!;
    private HttpClient _off = null!;
    private long _chat;

    [OneTimeSetUp]
    public async Task StartAsync()
    {
        _service = await TestService.StartAsync("--Capture:MaxChunkBytes=1000");
        _platform = await _service.CreateClientAsync(await _service.CreateWorkspaceAsync(), scopes: "chats:write");
        _off = await _service.CreateClientAsync(await _service.CreateWorkspaceAsync(recording: false), scopes: "chats:write");
    }

    [OneTimeTearDown]
    public async Task StopAsync()
    {
        _platform.Dispose();
        _off.Dispose();
        await _service.DisposeAsync();
    }

    [SetUp]
    public async Task OpenAsync()
    {
        _chat = ChatIds.Next();
        await _platform.OpenAsync(_chat);
        await _off.OpenAsync(_chat);
    }

    private string Chunk => $"{_chat}/tracks/caller/chunks/0?start_ms=0";

    [TestCase("gzip")]
    [TestCase("GZIP")]
    [TestCase("br")]
    [TestCase("x-unknown")]
    [TestCase("identity, gzip")]
    [TestCase("gzip, identity")]
    [TestCase("identity;q=1")]
    [TestCase("\"identity\"")]
    [TestCase(", deflate")]
    [TestCase("identity", "gzip")]
    public async Task Body_WithAContentCoding_IsUnsupported(params string[] codings)
    {
        var (kept, unknown) = (await _service.KeptAsync(), ChatIds.Next());

        string[] outcomes =
        [
            await SendAsync(_platform, HttpMethod.Put, Chunk, codings),
            await SendAsync(_platform, HttpMethod.Put, $"{unknown}", codings),
            await SendAsync(_platform, HttpMethod.Post, $"{_chat}/complete", codings),
        ];

        Assert.That(outcomes, Is.EqualTo(new[] { $"{Unsupported} (identity)", $"{Unsupported} (identity)", $"{Unsupported} (identity)" }));
        Assert.That(await _service.KeptAsync(), Is.EquivalentTo(kept));
        Assert.That(await _platform.UploadAsync(unknown, new byte[20]).OutcomeAsync(), Is.EqualTo("404 chat_not_found"));
        Assert.That((await _platform.CompleteAsync(_chat).JsonAsync()).Text("ended_at"), Is.EqualTo("2026-11-22T10:30:00Z"));
    }

    [TestCase("")]
    [TestCase("identity")]
    [TestCase("Identity")]
    [TestCase("identity, , IDENTITY")]
    [TestCase("identity", "identity")]
    public async Task Body_WithoutACoding_IsTaken(params string[] codings)
    {
        string[] outcomes =
        [
            await SendAsync(_platform, HttpMethod.Put, Chunk, codings),
            await SendAsync(_platform, HttpMethod.Put, $"{_chat}", codings),
            await SendAsync(_platform, HttpMethod.Post, $"{_chat}/complete", codings),
        ];

        Assert.That(outcomes, Is.EqualTo(new[] { "201 ()", "200 ()", "200 ()" }));
    }

    [Test]
    public async Task CodedChunk_StoredAlike_IsUnsupported([Values] bool sendLength)
    {
        await SendAsync(_platform, HttpMethod.Put, Chunk, []);

        Assert.That(await SendAsync(_platform, HttpMethod.Put, Chunk, ["gzip"], sendLength: sendLength), Does.StartWith(Unsupported));
    }

    [Test]
    public async Task CodedBody_WithAnEarlierFailure_GetsThatFailure([Values] bool sendLength)
    {
        using var reader = _service.CreateClient(Guid.NewGuid().ToString());
        string[] outcomes =
        [
            await SendAsync(reader, HttpMethod.Put, Chunk, ["gzip"], sendLength: sendLength),
            await SendAsync(_platform, HttpMethod.Put, $"{_chat}/tracks/caller/chunks/0?start_ms=x", ["gzip"], sendLength: sendLength),
            await SendAsync(_platform, HttpMethod.Put, "0", ["gzip"], sendLength: sendLength),
            await SendAsync(_platform, HttpMethod.Put, $"{ChatIds.Next()}/tracks/caller/chunks/0?start_ms=0", ["gzip"], sendLength: sendLength),
            await SendAsync(_off, HttpMethod.Put, Chunk, ["gzip"], sendLength: sendLength),
            await SendAsync(_platform, HttpMethod.Put, Chunk, ["gzip"], sendLength: sendLength, body: new byte[1001]),
        ];

        Assert.That(outcomes, Is.EqualTo(new[]
        {
            "401 authentication_required ()", "400 validation_failed ()", "400 validation_failed ()", "404 chat_not_found ()",
            "409 recording_disabled ()", "413 chunk_too_large ()",
        }));
    }

    [TestCase("0", "text/plain", "400 validation_failed")]
    [TestCase("1", "text/plain", "415 unsupported_media_type")]
    public async Task Put_OtherTypeOfJson_ComesAfterTheRoute(string chat, string type, string expected) =>
        Assert.That(await _platform.PutJsonAsync(long.Parse(chat), Json, type).OutcomeAsync(), Is.EqualTo(expected));

    [TestCase("bytes 0-19/20")]
    [TestCase("bytes 0-19/*")]
    [TestCase("bytes */20")]
    [TestCase("items 1-2/3")]
    [TestCase("junk")]
    public async Task Body_WithContentRange_NamesTheHeader(string range)
    {
        var (kept, unknown) = (await _service.KeptAsync(), ChatIds.Next());

        foreach (var (method, path) in new[]
        {
            (HttpMethod.Put, Chunk), (HttpMethod.Put, $"{unknown}"), (HttpMethod.Post, $"{_chat}/complete"),
            (HttpMethod.Put, $"{unknown}/tracks/caller/chunks/0?start_ms=0"),
        })
        {
            var request = Request(method, path, [], sendLength: true, body: null);
            request.Content!.Headers.TryAddWithoutValidation("Content-Range", range);
            Assert.That(await _platform.SendAsync(request).FieldsAsync(), Is.EqualTo(new[] { "Content-Range" }), path);
        }

        Assert.That(await _service.KeptAsync(), Is.EquivalentTo(kept));
        Assert.That(await _platform.UploadAsync(unknown, new byte[20]).OutcomeAsync(), Is.EqualTo("404 chat_not_found"));
        Assert.That((await _platform.CompleteAsync(_chat).JsonAsync()).Text("ended_at"), Is.EqualTo("2026-11-22T10:30:00Z"));
    }

    private static async Task<string> SendAsync(
        HttpClient client, HttpMethod method, string path, string[] codings, bool sendLength = true, byte[]? body = null)
    {
        using var answer = await client.SendAsync(Request(method, path, codings, sendLength, body));
        var accepted = answer.Headers.TryGetValues("Accept-Encoding", out var values) ? string.Join('|', values) : "";
        return $"{await Task.FromResult(answer).OutcomeAsync()} ({accepted})";
    }

    private static HttpRequestMessage Request(HttpMethod method, string path, string[] codings, bool sendLength, byte[]? body)
    {
        var isChunk = path.Contains("/tracks/", StringComparison.Ordinal);
        var content = new ByteArrayContent(body ?? (isChunk ? new byte[20] : System.Text.Encoding.UTF8.GetBytes(Json)));
        content.Headers.TryAddWithoutValidation("Content-Type", isChunk ? ChunkUploads.Raw : "application/json");
        content.Headers.TryAddWithoutValidation("Content-Encoding", codings);
        var request = new HttpRequestMessage(method, path) { Content = content };
        request.Headers.TransferEncodingChunked = !sendLength;
        return request;
    }
}
