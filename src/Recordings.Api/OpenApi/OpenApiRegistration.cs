using Microsoft.OpenApi;

namespace Recordings.Api.OpenApi;

/// <summary>The OpenAPI document and the page to try it out.</summary>
internal static class OpenApiRegistration
{
    public static IServiceCollection AddContractOpenApi(this IServiceCollection services) => services.AddSwaggerGen(swagger =>
    {
        swagger.SwaggerDoc("v1", new OpenApiInfo { Title = "Recordings", Version = "v1" });
    });

    public static void UseContractOpenApi(this WebApplication app)
    {
        app.UseSwagger();
        app.UseSwaggerUI(ui =>
        {
            ui.SwaggerEndpoint("/swagger/v1/swagger.json", "Recordings v1");
            ui.RoutePrefix = "swagger";
        });
    }
}
