using Microsoft.AspNetCore.Mvc.Filters;
using Microsoft.AspNetCore.Mvc.ModelBinding;
using Microsoft.Net.Http.Headers;
using Recordings.Api.Binding;
using Recordings.Api.Problems;
using Recordings.Application;

namespace Recordings.Api.Json;

/// <summary>Returns the failure for a request whose route, query, header or body could not be bound. The action does not run.</summary>
internal sealed class InvalidRequestFilter : IActionFilter
{
    private static readonly string[] NotAField = [JsonBodyFormatter.OtherType, JsonBodyFormatter.Coded];

    public void OnActionExecuting(ActionExecutingContext context)
    {
        if (BodyFields.IsPart(context.HttpContext.Request))
            context.ModelState.TryAddModelError(HeaderNames.ContentRange, RequestRules.WholeBody);
        if (!context.ModelState.IsValid)
            context.Result = new ProblemResult(FailureOf(context.ModelState));
    }

    public void OnActionExecuted(ActionExecutedContext context)
    {
    }

    private static Failure FailureOf(ModelStateDictionary state)
    {
        if (state.ContainsKey(JsonBodyFormatter.Malformed) || state.ContainsKey(""))
            return Failures.BodyNotJson;

        var errors = state.Where(field => field.Value?.Errors.Count > 0 && !NotAField.Contains(field.Key))
            .ToDictionary(field => field.Key, field => field.Value!.Errors.Select(error => error.ErrorMessage).ToArray());
        if (errors.Count > 0)
            return Failures.Invalid(errors);

        return state.ContainsKey(JsonBodyFormatter.Coded) ? Failures.UnsupportedCoding : Failures.UnsupportedBodyType;
    }
}
