using System.Text.Json;
using Microsoft.OpenApi;
using Recordings.Api.Json;
using Swashbuckle.AspNetCore.SwaggerGen;

namespace Recordings.Api.OpenApi.Texts;

/// <summary>Adds a sample of each JSON body, in the form that the service writes.</summary>
internal sealed class SampleBodies : IOperationFilter
{
    public void Apply(OpenApiOperation operation, OperationFilterContext context)
    {
        foreach (var body in context.ApiDescription.ParameterDescriptions.Where(parameter => parameter.Source.Id == "Body"))
        {
            if (operation.RequestBody is OpenApiRequestBody request)
            {
                request.Content = Json(context, body.Type);
                request.Required = true;
            }
        }

        foreach (var answer in context.ApiDescription.SupportedResponseTypes)
        {
            if (answer.Type is { } type && Samples.Find(type) is not null
                && operation.Responses?[answer.StatusCode.ToString(System.Globalization.CultureInfo.InvariantCulture)] is OpenApiResponse response)
                response.Content = Json(context, type);
        }
    }

    private static Dictionary<string, IOpenApiMediaType> Json(OperationFilterContext context, Type type) => new()
    {
        ["application/json"] = new OpenApiMediaType
        {
            Schema = context.SchemaGenerator.GenerateSchema(type, context.SchemaRepository),
            Example = JsonSerializer.SerializeToNode(Samples.Find(type), ContractJson.Options),
        },
    };
}
