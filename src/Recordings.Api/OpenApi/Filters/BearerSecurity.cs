using Microsoft.OpenApi;
using Recordings.Api.Authentication;
using Recordings.Domain.Access;
using Swashbuckle.AspNetCore.SwaggerGen;

namespace Recordings.Api.OpenApi.Filters;

/// <summary>Documents the credentials of an operation: the bearer scheme and the required scope.</summary>
internal sealed class BearerSecurity : IOperationFilter
{
    public const string SchemeName = "Bearer";

    public static OpenApiSecurityScheme Scheme { get; } = new()
    {
        Type = SecuritySchemeType.Http,
        Scheme = "bearer",
        BearerFormat = "API key or JWT",
        Description = "An API key (`rk_…`, made by `recordings keys create`) or a JWT. Paste it alone, without the word Bearer.",
    };

    public void Apply(OpenApiOperation operation, OperationFilterContext context)
    {
        if (context.Attribute<RequireScopeAttribute>() is not { } required)
            return;

        operation.Security = [new OpenApiSecurityRequirement { [new OpenApiSecuritySchemeReference(SchemeName, context.Document)] = [] }];
        operation.Description = $"Scope: `{ScopeNames.NameOf(required.Scope)}`.\n\n{operation.Description}".TrimEnd();
    }
}
