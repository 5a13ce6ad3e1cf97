using Microsoft.OpenApi;
using Recordings.Api.Access;
using Recordings.Api.Authentication;
using Recordings.Api.OpenApi.Texts;
using Swashbuckle.AspNetCore.SwaggerGen;

namespace Recordings.Api.OpenApi.Filters;

/// <summary>Describes the parameters. Some are no action parameters: the workspace and the header fields of the audio.</summary>
/// <param name="demo">True: the example is the demo's workspace.</param>
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
                ?? throw new InvalidOperationException($"The parameter {name} has no description.")),
            .. operation.Responses?.ContainsKey("206") == true ? ParameterTexts.OfAudio() : [],
        ];
    }
}
