using Microsoft.OpenApi;
using Recordings.Api.Binding;
using Recordings.Api.OpenApi.Filters;
using Recordings.Api.OpenApi.Texts;
using Swashbuckle.AspNetCore.SwaggerGen;

namespace Recordings.Api.OpenApi;

/// <summary>The OpenAPI document and the page to try it out.</summary>
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

    /// <summary>Parameters of these types are described by <see cref="Parameters"/>: the document holds no schema of the types themselves.</summary>
    private static void MapValueTypes(SwaggerGenOptions swagger)
    {
        foreach (var type in ContractBinders.ValueTypes)
            swagger.MapType(type, () => new OpenApiSchema());
    }

    /// <summary>In this order: problems and headers are found by what was described before them.</summary>
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
