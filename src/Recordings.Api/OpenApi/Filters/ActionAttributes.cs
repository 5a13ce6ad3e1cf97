using Swashbuckle.AspNetCore.SwaggerGen;

namespace Recordings.Api.OpenApi.Filters;

internal static class ActionAttributes
{
    /// <summary>The attribute of the action that is being documented, if it has it.</summary>
    public static T? Attribute<T>(this OperationFilterContext context)
        where T : Attribute =>
        context.ApiDescription.ActionDescriptor.EndpointMetadata.OfType<T>().FirstOrDefault();
}
