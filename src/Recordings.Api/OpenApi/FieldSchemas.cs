using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.OpenApi;
using Recordings.Api.Contracts;
using Recordings.Api.Problems;
using Recordings.Domain.Chats;
using Swashbuckle.AspNetCore.SwaggerGen;

namespace Recordings.Api.OpenApi;

/// <summary>
/// Says of fields what their types cannot: requests hold text until it is validated, so that a wrong word names its field;
/// answers write every field, null or not.
/// </summary>
internal sealed class FieldSchemas : ISchemaFilter
{
    public void Apply(IOpenApiSchema schema, SchemaFilterContext context)
    {
        if (schema is not OpenApiSchema { Properties: { } fields } described)
            return;

        if (context.Type == typeof(OpenCallRequest))
        {
            described.Required = Names("channel", "started_at");
            Words<Channel>(fields["channel"]);
            Words<ChatKind>(fields["kind"]);
            Time(fields["started_at"]);
        }
        else if (context.Type == typeof(CompleteCallRequest))
        {
            described.Required = Names("ended_at");
            Time(fields["ended_at"]);
        }
        else if (context.Type == typeof(ParticipantRequest))
        {
            described.Required = Names("member_id");
        }
        else
        {
            described.Required = Names([.. fields.Keys.Where(name => context.Type != typeof(ProblemBody) || name != "errors")]);
        }
    }

    private static HashSet<string> Names(params string[] names) => [.. names];

    private static void Words<T>(IOpenApiSchema field)
        where T : struct, Enum =>
        ((OpenApiSchema)field).Enum = [.. Enum.GetNames<T>().Select(name => (JsonNode)JsonNamingPolicy.SnakeCaseLower.ConvertName(name))];

    private static void Time(IOpenApiSchema field) => ((OpenApiSchema)field).Format = "date-time";
}
