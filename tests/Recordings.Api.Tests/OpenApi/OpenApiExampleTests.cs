using System.Net.Http.Headers;
using System.Text;
using Recordings.Api.Tests.Running;
using Operation = Recordings.Api.Tests.OpenApi.OpenApiDocument.Operation;

namespace Recordings.Api.Tests.OpenApi;

/// <summary>Presses "Try it out" on every operation of a call's life, with nothing but what the document fills in.</summary>
internal sealed class OpenApiExampleTests
{
    [Test]
    public async Task Examples_SentInACallsOrder_AreAnsweredWithADocumentedSuccess()
    {
        await using var service = await TestService.StartAsync();
        var workspace = await service.CreateWorkspaceAsync();
        using var client = await service.CreateClientAsync(workspace);
        var document = await OpenApiDocument.LoadAsync(service);

        foreach (var id in (string[])["OpenCall", "StoreChunk", "CompleteCall", "GetRecording", "GetDownloadUrl", "GetAudio", "HeadAudio", "DeleteCall"])
        {
            var operation = document.Operations.Single(one => one.Node["operationId"]!.GetValue<string>() == id);
            using var answer = await client.SendAsync(Request(operation, service.Address, workspace));
            var status = ((int)answer.StatusCode).ToString(System.Globalization.CultureInfo.InvariantCulture);

            Assert.That(answer.IsSuccessStatusCode, Is.True, $"{operation}: {await answer.Content.ReadAsStringAsync()}");
            Assert.That(operation.Answers.Select(one => one.Status), Does.Contain(status), operation.ToString());
        }
    }

    [TestCaseSource(nameof(ChunkBodies))]
    public async Task ChunkBody_OfADocumentedType_IsAccepted(string mediaType, byte[] body)
    {
        await using var service = await TestService.StartAsync();
        using var client = await service.CreateClientAsync(await service.CreateWorkspaceAsync());
        var documented = (await OpenApiDocument.LoadAsync(service)).Operations.Single(one => one.RequestContent?[mediaType] is not null);
        await client.OpenAsync(7);

        using var content = new ByteArrayContent(body);
        content.Headers.ContentType = MediaTypeHeaderValue.Parse(mediaType);
        using var answer = await client.PutAsync("7/tracks/caller/chunks/0?start_ms=0", content);

        Assert.That((int)answer.StatusCode, Is.EqualTo(201), await answer.Content.ReadAsStringAsync());
        Assert.That(documented.Method, Is.EqualTo("PUT"));
    }

    private static IEnumerable<TestCaseData> ChunkBodies()
    {
        byte[] wav = [.. "RIFF"u8, 38, 0, 0, 0, .. "WAVEfmt "u8, 16, 0, 0, 0, 1, 0, 1, 0, 0x40, 0x1F, 0, 0, 0x80, 0x3E, 0, 0, 2, 0, 16, 0, .. "data"u8, 2, 0, 0, 0, 1, 0];
        byte[] raw = [0, 1];
        foreach (var type in (string[])["audio/wav", "audio/x-wav", "audio/wave", "audio/vnd.wave"])
            yield return new TestCaseData(type, wav);
        foreach (var type in (string[])["audio/L16;rate=16000;channels=1", "audio/PCMU", "audio/PCMA"])
            yield return new TestCaseData(type, raw);
    }

    /// <summary>Capturing and reading have different chats as examples, and the workspace is made for the test; the rest is the document's.</summary>
    private static HttpRequestMessage Request(Operation operation, Uri address, string workspace)
    {
        var (path, query) = (operation.Path, new List<string>());
        foreach (var parameter in operation.Parameters.Where(parameter => parameter["example"] is not null))
        {
            var (name, example) = (parameter["name"]!.GetValue<string>(), parameter["example"]!.ToString().ToLowerInvariant());
            if (parameter["in"]!.GetValue<string>() == "query")
                query.Add($"{name}={example}");
            else
                path = path.Replace($"{{{name}}}", name switch { "workspace_uuid" => workspace, "chat_id" => "48213", _ => example }, StringComparison.Ordinal);
        }

        return new HttpRequestMessage(new HttpMethod(operation.Method), new Uri(address, $"{path}?{string.Join('&', query)}")) { Content = Body(operation) };
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
