using System.Text.Json;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Mvc.Formatters;
using Recordings.Application;

namespace Recordings.Api.Json;

/// <summary>
/// Reads JSON bodies in two steps. Text that is not JSON fails as a malformed request, and so does an object that gives a name
/// twice: readers disagree on which value counts (RFC 8259, section 4). JSON of the wrong shape fails with the name of the field.
/// </summary>
internal sealed class JsonBodyFormatter : TextInputFormatter
{
    /// <summary>The model-state key of a body that is not JSON.</summary>
    public const string Malformed = "$malformed";

    private const int MaxBytes = 1024 * 1024;
    private const int PartBytes = 4096;

    private static readonly JsonDocumentOptions Strict = new() { MaxDepth = 32, AllowDuplicateProperties = false };

    private readonly JsonSerializerOptions _options;

    public JsonBodyFormatter(JsonSerializerOptions options)
    {
        _options = options;
        SupportedMediaTypes.Add("application/json");
        SupportedMediaTypes.Add("application/*+json");
        SupportedEncodings.Add(UTF8EncodingWithoutBOM);
    }

    /// <summary>Accepts a request without a body too, with or without a media type; the parser then reports that it is not JSON.</summary>
    public override bool CanRead(InputFormatterContext context) =>
        base.CanRead(context) || context.HttpContext.Features.Get<IHttpRequestBodyDetectionFeature>() is { CanHaveBody: false };

    /// <exception cref="BadHttpRequestException">413: the body is too large.</exception>
    public override async Task<InputFormatterResult> ReadRequestBodyAsync(InputFormatterContext context, System.Text.Encoding encoding)
    {
        var body = await ReadAsync(context.HttpContext.Request, context.HttpContext.RequestAborted);
        using var document = Parse(body);
        if (document is not null)
            return Deserialize(document, context);

        context.ModelState.TryAddModelError(Malformed, Failures.BodyNotJson.Detail);
        return InputFormatterResult.Failure();
    }

    /// <summary>Null when the body is not JSON.</summary>
    private static JsonDocument? Parse(MemoryStream body)
    {
        try
        {
            return JsonDocument.Parse(body, Strict);
        }
        catch (Exception fault) when (fault is JsonException or InvalidOperationException)
        {
            // The parser throws the second one for a name that is not Unicode text, since it cannot compare it with the others.
            return null;
        }
    }

    private static async Task<MemoryStream> ReadAsync(HttpRequest request, CancellationToken cancellationToken)
    {
        if (request.ContentLength > MaxBytes)
            throw TooLarge();

        var (body, part) = (new MemoryStream(), new byte[PartBytes]);
        for (int read; (read = await request.Body.ReadAsync(part, cancellationToken)) > 0;)
        {
            if (body.Length + read > MaxBytes)
                throw TooLarge();
            body.Write(part, 0, read);
        }

        body.Position = 0;
        return body;
    }

    private static BadHttpRequestException TooLarge() => new("The body is too large.", StatusCodes.Status413PayloadTooLarge);

    private InputFormatterResult Deserialize(JsonDocument document, InputFormatterContext context)
    {
        try
        {
            if (document.RootElement.ValueKind is JsonValueKind.Object && document.Deserialize(context.ModelType, _options) is { } body)
                return InputFormatterResult.Success(body);

            context.ModelState.TryAddModelError("body", "Must be a JSON object.");
        }
        catch (JsonException wrongShape)
        {
            context.ModelState.TryAddModelError(FieldOf(wrongShape), "Has the wrong type.");
        }

        return InputFormatterResult.Failure();
    }

    /// <summary>Converts the path "$.participants[0].role" to the field "participants[0].role".</summary>
    private static string FieldOf(JsonException exception) =>
        exception.Path is { Length: > 2 } path && path.StartsWith("$.", StringComparison.Ordinal) ? path[2..] : "body";
}
