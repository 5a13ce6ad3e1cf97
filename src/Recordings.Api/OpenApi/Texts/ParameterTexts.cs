using System.Text.Json.Nodes;
using Microsoft.Net.Http.Headers;
using Microsoft.OpenApi;
using Recordings.Api.Access;
using Recordings.Api.Operations.Demo;

namespace Recordings.Api.OpenApi.Texts;

/// <summary>The description of each parameter, by name. It is the same in every operation.</summary>
internal static class ParameterTexts
{
    private const string SomeETag = "\"9d10c1f2a4b7e3558a0c6e1b2d3f4a5968778695a4b3c2d1e0f9182736455463\"";
    private const string SomeDate = "Sun, 22 Nov 2026 07:17:55 GMT";

    public static OpenApiParameter? Find(string name, bool demo, bool reads) => name switch
    {
        RouteNames.Workspace => Path(name, "The workspace's UUID, hyphenated, in any case.",
            new() { Type = JsonSchemaType.String, Format = "uuid" },
            demo ? DemoData.Workspace.ToString() : Samples.Workspace),
        RouteNames.Chat => Path(name, "The platform's number of the chat: 1 to 9223372036854775807, no leading zero.",
            new() { Type = JsonSchemaType.Integer, Format = "int64", Minimum = "1" }, reads ? Samples.ReadChat : Samples.CapturedChat),
        "track" => Path(name, "Whose voice: 1 to 64 of `A-Z a-z 0-9 . _ -`, beginning with a letter or digit.",
            new() { Type = JsonSchemaType.String, Pattern = "^[A-Za-z0-9][A-Za-z0-9._-]{0,63}$" }, "caller"),
        "sequence" => Path(name, "The chunk's number on its track; gaps are allowed and reported.",
            new() { Type = JsonSchemaType.Integer, Format = "int32", Minimum = "0", Maximum = "2147483647" }, 0),
        "start_ms" => Query(
            name,
            "Where the chunk begins, in milliseconds from the call's start: digits, or digits, a point and digits; kept to the nanosecond.",
            new() { Type = JsonSchemaType.Number, Minimum = "0" }, 1234.5m, required: true),
        "expires_in" => Query(
            name,
            "Seconds for which the URL is valid. Absent: `Downloads:DefaultExpirySeconds`. A value above `Downloads:MaxExpirySeconds` is "
                + "lowered to it; the answer contains the lowered value.",
            new() { Type = JsonSchemaType.Integer, Minimum = "1" }, 300),
        "download" => Query(name, "`true`: to be saved (`Content-Disposition: attachment`) rather than played.",
            new() { Type = JsonSchemaType.Boolean, Default = false }, false),
        _ => null,
    };

    /// <summary>The fields of RFC 9110 §13 and §14 that apply to reading audio.</summary>
    public static IEnumerable<OpenApiParameter> OfAudio() =>
    [
        Field(HeaderNames.Range, "One range of bytes (RFC 9110 §14.2); several at once are answered with the whole.",
            ("First kilobyte", "bytes=0-1023"), ("From a position", "bytes=1024-"), ("Last kilobyte", "bytes=-1024")),
        Field(HeaderNames.IfRange, "Use Range only if this still names the recording; else send the whole.",
            ("ETag", SomeETag), ("Date", SomeDate)),
        Field(HeaderNames.IfMatch, "Answer only if the recording is one of these; else 412.", ("ETag", SomeETag), ("Any", "*")),
        Field(HeaderNames.IfNoneMatch, "Answer only if the recording is none of these; else 304.", ("ETag", SomeETag), ("Any", "*")),
        Field(HeaderNames.IfModifiedSince, "Without If-None-Match: 304 if not modified since.", ("Date", SomeDate)),
        Field(HeaderNames.IfUnmodifiedSince, "Without If-Match: 412 if modified since.", ("Date", SomeDate)),
    ];

    private static OpenApiParameter Path(string name, string description, OpenApiSchema schema, JsonNode example) =>
        new() { Name = name, In = ParameterLocation.Path, Required = true, Description = description, Schema = schema, Example = example };

    private static OpenApiParameter Query(string name, string description, OpenApiSchema schema, JsonNode example, bool required = false) =>
        new() { Name = name, In = ParameterLocation.Query, Required = required, Description = description, Schema = schema, Example = example };

    /// <summary>The page fills in the first example, so the first example is "Not sent".</summary>
    private static OpenApiParameter Field(string name, string description, params (string Summary, string Value)[] examples) => new()
    {
        Name = name,
        In = ParameterLocation.Header,
        Description = description,
        Schema = new OpenApiSchema { Type = JsonSchemaType.String },
        Examples = examples.Prepend(("Not sent", "")).ToDictionary(
            example => example.Item1, example => (IOpenApiExample)new OpenApiExample { Summary = example.Item1, Value = example.Item2 }),
    };
}
