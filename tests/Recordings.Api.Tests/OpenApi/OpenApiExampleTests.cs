using System.Net.Http.Headers;
using System.Text;
using Recordings.Api.Tests.Running.Backends;
using Recordings.Api.Tests.Running.Calls;
using Recordings.Api.Tests.Running.Service;
using Operation = Recordings.Api.Tests.OpenApi.OpenApiDocument.Operation;

namespace Recordings.Api.Tests.OpenApi;

/// <summary>Sends every operation of a call with only the document's example values, as "Try it out" does.</summary>
[EndToEnd]
internal sealed class OpenApiExampleTests
{
    private TestService _service = null!;
    private OpenApiDocument _document = null!;
    private string _workspace = "";
    private HttpClient _client = null!;

    [OneTimeSetUp]
    public async Task StartAsync()
    {
        _service = await TestService.StartAsync();
        _document = await OpenApiDocument.LoadAsync(_service);
        _workspace = await _service.CreateWorkspaceAsync();
        _client = await _service.CreateClientAsync(_workspace);
    }

    [OneTimeTearDown]
    public async Task StopAsync()
    {
        _client.Dispose();
        await _service.DisposeAsync();
    }

    [Test]
    public async Task Examples_InTheOrderOfACall_HaveADocumentedSuccess()
    {
        foreach (var id in (string[])["OpenCall", "StoreChunk", "CompleteCall", "GetRecording", "GetDownloadUrl", "GetAudio", "HeadAudio", "DeleteCall"])
        {
            var operation = _document.Operations.Single(one => one.Node["operationId"]!.GetValue<string>() == id);
            using var answer = await _client.SendAsync(Request(operation));
            var status = ((int)answer.StatusCode).ToString(System.Globalization.CultureInfo.InvariantCulture);

            Assert.That(answer.IsSuccessStatusCode, Is.True, $"{operation}: {await answer.Content.ReadAsStringAsync()}");
            Assert.That(operation.Answers.Select(one => one.Status), Does.Contain(status), operation.ToString());
        }
    }

    [TestCaseSource(nameof(ChunkBodies))]
    public async Task ChunkBody_OfADocumentedType_IsAccepted(string mediaType, byte[] body)
    {
        await _client.OpenAsync(7);
        using var content = new ByteArrayContent(body);
        content.Headers.ContentType = MediaTypeHeaderValue.Parse(mediaType);
        var track = string.Concat(mediaType.Where(char.IsAsciiLetterOrDigit));
        using var answer = await _client.PutAsync($"7/tracks/{track}/chunks/0?start_ms=0", content);

        Assert.That((int)answer.StatusCode, Is.EqualTo(201), await answer.Content.ReadAsStringAsync());
    }

    [Test]
    public void ChunkBodyTypes_InTheDocument_AreAllTested() => Assert.That(
        _document.Operations.Single(one => one.Node["operationId"]!.GetValue<string>() == "StoreChunk").RequestContent!.AsObject().Select(content => content.Key),
        Is.EquivalentTo(ChunkBodies().Select(tested => tested.Arguments[0])));

    private static IEnumerable<TestCaseData> ChunkBodies()
    {
        byte[] wav = [.. "RIFF"u8, 38, 0, 0, 0, .. "WAVEfmt "u8, 16, 0, 0, 0, 1, 0, 1, 0, 0x40, 0x1F, 0, 0, 0x80, 0x3E, 0, 0, 2, 0, 16, 0, .. "data"u8, 2, 0, 0, 0, 1, 0];
        byte[] raw = [0, 1];
        foreach (var type in (string[])["audio/wav", "audio/x-wav", "audio/wave", "audio/vnd.wave"])
            yield return new TestCaseData(type, wav);
        foreach (var type in (string[])["audio/L16;rate=16000;channels=1", "audio/PCMU", "audio/PCMA"])
            yield return new TestCaseData(type, raw);
    }

    /// <summary>
    /// Replaces workspace and chat: the test creates its workspace, and the examples of capturing and reading name different chats.
    /// All other values are the document's.
    /// </summary>
    private HttpRequestMessage Request(Operation operation)
    {
        var (path, query) = (operation.Path, new List<string>());
        foreach (var parameter in operation.Parameters.Where(parameter => parameter["example"] is not null))
        {
            var (name, example) = (parameter["name"]!.GetValue<string>(), parameter["example"]!.ToString().ToLowerInvariant());
            if (parameter["in"]!.GetValue<string>() == "query")
                query.Add($"{name}={example}");
            else
                path = path.Replace($"{{{name}}}", name switch { "workspace_uuid" => _workspace, "chat_id" => "48213", _ => example }, StringComparison.Ordinal);
        }

        return new HttpRequestMessage(new HttpMethod(operation.Method), new Uri(_service.Address, $"{path}?{string.Join('&', query)}")) { Content = Body(operation) };
    }

    private static HttpContent? Body(Operation operation)
    {
        if (operation.RequestContent?["application/json"]?["example"] is { } example)
            return new StringContent(example.ToJsonString(), Encoding.UTF8, "application/json");
        if (operation.RequestContent?.AsObject().Select(content => content.Key).FirstOrDefault(type => type.StartsWith("audio/L16", StringComparison.Ordinal)) is not { } raw)
            return null;

        var samples = new ByteArrayContent(new byte[3200]);
        samples.Headers.ContentType = MediaTypeHeaderValue.Parse(raw);
        return samples;
    }
}
