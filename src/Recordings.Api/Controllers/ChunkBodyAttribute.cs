using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Mvc.Filters;

namespace Recordings.Api.Controllers;

/// <summary>Lifts the server's small limit of a body: a chunk's length is counted while it is spooled, against the configured limit.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class ChunkBodyAttribute : Attribute, IResourceFilter
{
    public void OnResourceExecuting(ResourceExecutingContext context)
    {
        if (context.HttpContext.Features.Get<IHttpMaxRequestBodySizeFeature>() is { IsReadOnly: false } limit)
            limit.MaxRequestBodySize = null;
    }

    public void OnResourceExecuted(ResourceExecutedContext context)
    {
    }
}
