using Microsoft.AspNetCore.Mvc;
using Recordings.Application;

namespace Recordings.Api.Problems;

/// <summary>A controller's response with a failure.</summary>
internal sealed class ProblemResult(Failure failure) : IActionResult
{
    public Task ExecuteResultAsync(ActionContext context) => ProblemWriter.WriteAsync(context.HttpContext, failure);
}

internal static class ResultAnswers
{
    /// <summary>The response for the value, or the problem for the failure.</summary>
    public static IActionResult Answer<T>(this Result<T> result, Func<T, IActionResult> onValue)
        where T : class =>
        result.TryGet(out var value, out var failure) ? onValue(value) : new ProblemResult(failure);
}
