using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.OpenApi;
using Recordings.Api.Capture;
using Recordings.Api.Problems;
using Recordings.Domain.Chats;
using Swashbuckle.AspNetCore.SwaggerGen;

namespace Recordings.Api.OpenApi.Filters;

/// <summary>
/// Documents facts about fields that their types do not show. Request fields are text until validation, so that an error names
/// its field. Responses contain every field, null or not.
/// </summary>
internal sealed class FieldSchemas : ISchemaFilter
{
    public void Apply(IOpenApiSchema schema, SchemaFilterContext context)
    {
        if (schema is not OpenApiSchema { Properties: { } fields } described)
            return;

        described.AdditionalPropertiesAllowed = true;
        if (context.Type == typeof(OpenCallRequest))
        {
            Require(described, "channel", "started_at");
            SetEnum<Channel>(fields["channel"]);
            SetEnum<ChatKind>(fields["kind"]);
            SetDateTime(fields["started_at"]);
        }
        else if (context.Type == typeof(CompleteCallRequest))
        {
            Require(described, "ended_at");
            SetDateTime(fields["ended_at"]);
        }
        else if (context.Type == typeof(ParticipantRequest))
        {
            Require(described, "member_id");
        }
        else
        {
            described.Required = fields.Keys.Where(name => context.Type != typeof(ProblemBody) || name != "errors").ToHashSet();
        }
    }

    private static void Require(OpenApiSchema body, params string[] fields)
    {
        body.Required = fields.ToHashSet();
        foreach (var field in fields)
            ((OpenApiSchema)body.Properties![field]).Type &= ~JsonSchemaType.Null;
    }

    private static void SetEnum<T>(IOpenApiSchema field)
        where T : struct, Enum =>
        ((OpenApiSchema)field).Enum = [.. Enum.GetNames<T>().Select(name => (JsonNode)JsonNamingPolicy.SnakeCaseLower.ConvertName(name))];

    private static void SetDateTime(IOpenApiSchema field) => ((OpenApiSchema)field).Format = "date-time";
}
