using Microsoft.AspNetCore.Mvc.Filters;
using Microsoft.AspNetCore.Mvc.ModelBinding;
using Recordings.Api.Problems;
using Recordings.Application;

namespace Recordings.Api.Json;

/// <summary>Returns the failure for a request whose route, query or body could not be bound. The action does not run.</summary>
internal sealed class InvalidRequestFilter : IActionFilter
{
    public void OnActionExecuting(ActionExecutingContext context)
    {
        if (!context.ModelState.IsValid)
            context.Result = new ProblemResult(FailureOf(context.ModelState));
    }

    public void OnActionExecuted(ActionExecutedContext context)
    {
    }

    private static Failure FailureOf(ModelStateDictionary state) => state.ContainsKey(JsonBodyFormatter.Malformed) || state.ContainsKey("")
        ? Failures.BodyNotJson
        : Failures.Invalid(state.Where(field => field.Value?.Errors.Count > 0)
            .ToDictionary(field => field.Key, field => field.Value!.Errors.Select(error => error.ErrorMessage).ToArray()));
}
