using System.Text.Json;
using System.Text.Json.Serialization;

namespace Recordings.Api.Json;

/// <summary>The JSON form of the contract: snake_case, enumerations as words, RFC 3339 times, strict numbers.</summary>
internal static class ContractJson
{
    public static JsonSerializerOptions Options { get; } = Configure(new JsonSerializerOptions(JsonSerializerDefaults.Web));

    public static JsonSerializerOptions Configure(JsonSerializerOptions json)
    {
        json.PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower;
        json.PropertyNameCaseInsensitive = false;
        json.NumberHandling = JsonNumberHandling.Strict;
        json.Converters.Add(new JsonStringEnumConverter(JsonNamingPolicy.SnakeCaseLower));
        json.Converters.Add(new Rfc3339Converter());
        return json;
    }
}
