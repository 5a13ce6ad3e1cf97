using Microsoft.OpenApi;
using Recordings.Api.Access;
using Recordings.Api.Authentication;
using Recordings.Api.OpenApi.Texts;
using Swashbuckle.AspNetCore.SwaggerGen;

namespace Recordings.Api.OpenApi.Filters;

/// <summary>Describes parameters, also those that no action parameter shows: the workspace and the audio's own header fields.</summary>
/// <param name="demo">Whether to fill in the demo's workspace.</param>
internal sealed class Parameters(bool demo) : IOperationFilter
{
    public void Apply(OpenApiOperation operation, OperationFilterContext context)
    {
        if (context.Attribute<RequireScopeAttribute>() is null)
            return;

        var reads = context.ApiDescription.HttpMethod is "GET" or "HEAD";
        var names = (operation.Parameters ?? []).Select(parameter => parameter.Name ?? "").Where(name => name != RouteNames.Workspace);
        operation.Parameters =
        [
            .. names.Prepend(RouteNames.Workspace).Select(name => ParameterTexts.Find(name, demo, reads)
                ?? throw new InvalidOperationException($"The parameter {name} is not described.")),
            .. operation.Responses?.ContainsKey("206") == true ? ParameterTexts.OfAudio() : [],
        ];
    }
}
