using Microsoft.OpenApi;
using Recordings.Api.Binding;
using Recordings.Api.OpenApi.Filters;
using Recordings.Api.OpenApi.Texts;
using Swashbuckle.AspNetCore.SwaggerGen;

namespace Recordings.Api.OpenApi;

/// <summary>Registers the OpenAPI document and the page to try it out.</summary>
internal static class OpenApiRegistration
{
    public static IServiceCollection AddContractOpenApi(this IServiceCollection services, IHostEnvironment environment) =>
        services.AddEndpointsApiExplorer().AddSwaggerGen(swagger =>
        {
            swagger.SwaggerDoc("v1", DocumentTexts.Info);
            swagger.IncludeXmlComments(typeof(OpenApiRegistration).Assembly);
            swagger.SupportNonNullableReferenceTypes();
            swagger.UseInlineDefinitionsForEnums();
            MapValueTypes(swagger);
            swagger.CustomOperationIds(OperationIds.Create);
            swagger.AddSecurityDefinition(BearerSecurity.SchemeName, BearerSecurity.Scheme);
            swagger.DocumentFilter<Tags>();
            swagger.SchemaFilter<FieldSchemas>();
            Describe(swagger, environment.IsDevelopment());
        });

    public static void UseContractOpenApi(this WebApplication app)
    {
        app.UseSwagger();
        app.UseSwaggerUI(ui =>
        {
            ui.SwaggerEndpoint("/swagger/v1/swagger.json", "Recordings v1");
            ui.RoutePrefix = "swagger";
            ui.DocumentTitle = "Recordings";
            ui.HeadContent = "<style>.swagger-ui .parameters input[type=text] { width: 100%; max-width: 30em }</style>";
            ui.DisplayRequestDuration();
            ui.DefaultModelExpandDepth(2);
            ui.DefaultModelsExpandDepth(0);
        });
    }

    /// <summary>
    /// <see cref="Parameters"/> describes the parameters of these types, so the document contains no schema of the types themselves.
    /// </summary>
    private static void MapValueTypes(SwaggerGenOptions swagger)
    {
        foreach (var type in ContractBinders.ValueTypes)
            swagger.MapType(type, () => new OpenApiSchema());
    }

    /// <summary>The order matters: the filters for problems and headers read the descriptions of the filters before them.</summary>
    private static void Describe(SwaggerGenOptions swagger, bool demo)
    {
        swagger.OperationFilter<Parameters>(demo);
        swagger.OperationFilter<ChunkBodies>();
        swagger.OperationFilter<SampleBodies>();
        swagger.OperationFilter<ProblemResponses>();
        swagger.OperationFilter<BearerSecurity>();
        swagger.OperationFilter<ResponseHeaders>();
    }
}
