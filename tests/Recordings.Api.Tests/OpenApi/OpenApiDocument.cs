using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Recordings.Api.Tests.Running.Service;

namespace Recordings.Api.Tests.OpenApi;

/// <summary>The document that a client downloads, as a list of operations.</summary>
internal sealed class OpenApiDocument
{
    private OpenApiDocument(JsonNode root) => Root = root;

    public JsonNode Root { get; }

    public IReadOnlyList<Operation> Operations =>
        [.. Root["paths"]!.AsObject().SelectMany(path => path.Value!.AsObject()
            .Select(operation => new Operation(operation.Key.ToUpperInvariant(), path.Key, operation.Value!)))];

    public static async Task<OpenApiDocument> LoadAsync(TestService service)
    {
        using var client = new HttpClient { BaseAddress = service.Address };
        return new OpenApiDocument((await client.GetFromJsonAsync<JsonNode>("/swagger/v1/swagger.json"))!);
    }

    internal sealed record Operation(string Method, string Path, JsonNode Node)
    {
        public bool NeedsCredentials => Path.StartsWith("/api/", StringComparison.Ordinal);

        public IEnumerable<JsonNode> Parameters => (Node["parameters"]?.AsArray() ?? []).Select(parameter => parameter!);

        /// <summary>Each answer with its status.</summary>
        public IEnumerable<(string Status, JsonNode Answer)> Answers => Node["responses"]!.AsObject().Select(answer => (answer.Key, answer.Value!));

        public JsonNode? RequestContent => Node["requestBody"]?["content"];

        public override string ToString() => $"{Method} {Path}";
    }
}
