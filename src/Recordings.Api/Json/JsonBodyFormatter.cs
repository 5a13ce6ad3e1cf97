using System.Buffers;
using System.Text.Json;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Mvc.Formatters;
using Recordings.Api.Binding;
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

    /// <summary>The model-state key of a body of another media type.</summary>
    public const string OtherType = "$type";

    /// <summary>The model-state key of a body with a content coding.</summary>
    public const string Coded = "$coded";

    private static readonly JsonDocumentOptions Strict = new() { MaxDepth = 32, AllowDuplicateProperties = false };

    private readonly JsonSerializerOptions _options;

    public JsonBodyFormatter(JsonSerializerOptions options)
    {
        _options = options;
        SupportedMediaTypes.Add("application/json");
        SupportedMediaTypes.Add("application/*+json");
        SupportedEncodings.Add(UTF8EncodingWithoutBOM);
    }

    /// <summary>Accepts every request. Thus a wrong route or query is reported before a wrong type or coding of the body.</summary>
    public override bool CanRead(InputFormatterContext context) => true;

    public override Task<InputFormatterResult> ReadAsync(InputFormatterContext context)
    {
        if (FindUnsupported(context) is not { } unsupported)
            return base.ReadAsync(context);

        context.ModelState.TryAddModelError(unsupported, "");
        return InputFormatterResult.FailureAsync();
    }

    /// <exception cref="BadHttpRequestException">413: the body is too large. 408 or 429: it did not arrive in time.</exception>
    public override async Task<InputFormatterResult> ReadRequestBodyAsync(InputFormatterContext context, System.Text.Encoding encoding)
    {
        using var body = await JsonBody.ReadAsync(context.HttpContext);
        using var document = Parse(body.Bytes);
        if (document is not null)
            return Deserialize(document, context);

        context.ModelState.TryAddModelError(Malformed, Failures.BodyNotJson.Detail);
        return InputFormatterResult.Failure();
    }

    /// <summary>Null when the body is not JSON.</summary>
    private static JsonDocument? Parse(ReadOnlySequence<byte> body)
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

    /// <summary>A request without a body may omit the media type; the parser then reports that it is not JSON.</summary>
    private string? FindUnsupported(InputFormatterContext context)
    {
        if (BodyFields.IsCoded(context.HttpContext.Request))
            return Coded;

        var hasBody = context.HttpContext.Features.Get<IHttpRequestBodyDetectionFeature>() is not { CanHaveBody: false };
        return hasBody && !base.CanRead(context) ? OtherType : null;
    }

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
