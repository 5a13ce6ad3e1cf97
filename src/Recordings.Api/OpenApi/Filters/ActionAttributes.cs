using Swashbuckle.AspNetCore.SwaggerGen;

namespace Recordings.Api.OpenApi.Filters;

internal static class ActionAttributes
{
    /// <summary>The attribute of the documented action; null if it has none.</summary>
    public static T? Attribute<T>(this OperationFilterContext context)
        where T : Attribute =>
        context.ApiDescription.ActionDescriptor.EndpointMetadata.OfType<T>().FirstOrDefault();
}
