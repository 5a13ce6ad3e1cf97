using Microsoft.AspNetCore.Mvc.Filters;
using Microsoft.AspNetCore.Mvc.ModelBinding;
using Recordings.Application;

namespace Recordings.Api.Problems;

/// <summary>Refuses a query parameter that is given twice: whichever value were taken, the caller may have meant the other one.</summary>
internal sealed class OneValueFilter : IActionFilter
{
    public void OnActionExecuting(ActionExecutingContext context)
    {
        var query = context.HttpContext.Request.Query;
        var repeated = context.ActionDescriptor.Parameters
            .Where(parameter => parameter.BindingInfo?.BindingSource == BindingSource.Query && query[parameter.Name].Count > 1)
            .ToDictionary(parameter => parameter.Name, _ => (string[])["Given more than once."]);
        if (repeated.Count > 0)
            context.Result = new ProblemResult(new Failure(FailureCode.ValidationFailed, "The request is not valid.") { Errors = repeated });
    }

    public void OnActionExecuted(ActionExecutedContext context)
    {
    }
}
