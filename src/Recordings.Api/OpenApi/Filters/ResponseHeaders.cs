using System.Text.Json.Nodes;
using Microsoft.Net.Http.Headers;
using Microsoft.OpenApi;
using Recordings.Api.Hosting;
using Recordings.Application;
using Swashbuckle.AspNetCore.SwaggerGen;

namespace Recordings.Api.OpenApi.Filters;

/// <summary>Documents the header fields that callers use. For HEAD it removes all other content.</summary>
internal sealed class ResponseHeaders : IOperationFilter
{
    private const string Fingerprint = "\"9d10c1f2a4b7e3558a0c6e1b2d3f4a5968778695a4b3c2d1e0f9182736455463\"";

    private static readonly (string Name, OpenApiHeader Header) ETag =
        (HeaderNames.ETag, Text("Strong; names these bytes of the recording.", Fingerprint));

    private static readonly (string Name, OpenApiHeader Header)[] OfAudio =
    [
        ETag,
        (HeaderNames.LastModified, Text("When the call was completed or its latest late chunk was stored.", "Sun, 22 Nov 2026 07:17:55 GMT")),
        (HeaderNames.AcceptRanges, Text("Ranges are supported.", "bytes")),
        (HeaderNames.ContentLength, Number("Bytes of this answer.", 1_280_044)),
        (HeaderNames.ContentDisposition, Text("Names the file.", "inline; filename=\"recording-48213.wav\"")),
    ];

    private static readonly (string Name, OpenApiHeader Header) RetryAfter =
        (HeaderNames.RetryAfter, Number("Seconds to wait before the next attempt.", 5));

    private static readonly (string Name, OpenApiHeader Header) PartRange =
        (HeaderNames.ContentRange, Text("The position of these bytes, and the total length.", "bytes 0-1023/1280044"));

    private static readonly (string Name, OpenApiHeader Header) RequestId =
        (AnswerHeaders.RequestId, Text("Identifies this request in the service's logs.", "5f0c8f0f6a0b4c07a0c6a1d0f2b7e9d4"));

    private static readonly FailureCode[] Temporary =
    [
        FailureCode.CallInProgress, FailureCode.RateLimited, FailureCode.AssemblyInProgress, FailureCode.StorageUnavailable,
        FailureCode.DatabaseUnavailable, FailureCode.AuthorityUnavailable, FailureCode.AuditUnavailable,
    ];

    public void Apply(OpenApiOperation operation, OperationFilterContext context)
    {
        var isHead = HttpMethods.IsHead(context.ApiDescription.HttpMethod ?? "");
        if (isHead)
            DescribeHead(operation);

        foreach (var (status, response) in operation.Responses ?? [])
        {
            var documented = (OpenApiResponse)response;
            if (documented.Content?.ContainsKey("audio/wav") == true)
                Add(documented, OfAudio);
            if (status == "206")
                Add(documented, PartRange);
            if (status == "304")
                Add(documented, ETag);
            Add(documented, RequestId);

            if (isHead)
                documented.Content = null;
        }
    }

    /// <summary>Ranges are defined only for GET (RFC 9110 §14.2).</summary>
    private static void DescribeHead(OpenApiOperation operation)
    {
        operation.Summary += ": the header alone";
        operation.Responses?.Remove("206");
        operation.Responses?.Remove("416");
        operation.Parameters =
            [.. (operation.Parameters ?? []).Where(parameter => parameter.Name is not (nameof(HeaderNames.Range) or "If-Range"))];
    }

    public static IDictionary<string, IOpenApiHeader> OfProblem(IReadOnlyList<FailureCode> codes)
    {
        var response = new OpenApiResponse();
        if (codes.Contains(FailureCode.InvalidToken))
            Add(response, Challenge("With invalid credentials: the error.", "Bearer realm=\"recordings\", error=\"invalid_token\""));
        if (codes.Contains(FailureCode.InsufficientScope))
            Add(response, Challenge("With insufficient_scope: the scope needed.", "Bearer error=\"insufficient_scope\", scope=\"chats:read\""));
        if (codes.Any(Temporary.Contains))
            Add(response, RetryAfter);
        if (codes.Contains(FailureCode.UnsupportedCoding))
            Add(response, (HeaderNames.AcceptEncoding, Text("With a Content-Encoding in the request: what to send instead.", "identity")));
        if (codes.Contains(FailureCode.PreconditionFailed))
            Add(response, ETag);
        if (codes.Contains(FailureCode.RangeNotSatisfiable))
            Add(response, ETag, (HeaderNames.ContentRange, Text("The total length in bytes.", "bytes */1280044")));
        return response.Headers ?? new Dictionary<string, IOpenApiHeader>();
    }

    private static void Add(OpenApiResponse response, params ReadOnlySpan<(string Name, OpenApiHeader Header)> headers)
    {
        response.Headers ??= new Dictionary<string, IOpenApiHeader>();
        foreach (var (name, header) in headers)
            response.Headers[name] = header;
    }

    private static (string Name, OpenApiHeader Header) Challenge(string description, string example) =>
        (HeaderNames.WWWAuthenticate, Text(description, example));

    private static OpenApiHeader Text(string description, string example) => Header(description, JsonSchemaType.String, example);

    private static OpenApiHeader Number(string description, int example) => Header(description, JsonSchemaType.Integer, example);

    private static OpenApiHeader Header(string description, JsonSchemaType type, JsonNode example) =>
        new() { Description = description, Schema = new OpenApiSchema { Type = type }, Example = example };
}
