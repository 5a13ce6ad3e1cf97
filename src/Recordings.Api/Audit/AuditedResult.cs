using Microsoft.AspNetCore.Mvc;

namespace Recordings.Api.Audit;

/// <summary>An answer that leaves after the audit has its record.</summary>
/// <param name="isDone">
/// True: the act has happened, so its record remains in any case. False: without the record nothing is given out.
/// </param>
internal sealed class AuditedResult(IActionResult answer, bool isDone) : IActionResult
{
    public async Task ExecuteResultAsync(ActionContext context)
    {
        var audit = RequestAudit.From(context.HttpContext);
        await (isDone ? audit.RecordAsync(context.HttpContext) : audit.AnnounceAsync(context.HttpContext));
        await answer.ExecuteResultAsync(context);
    }
}
