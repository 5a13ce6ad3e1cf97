using Microsoft.AspNetCore.Mvc;

namespace Recordings.Api.Http;

/// <summary>A controller's answer with a recording's audio.</summary>
internal sealed class AudioResult(AudioFile file) : IActionResult
{
    public async Task ExecuteResultAsync(ActionContext context)
    {
        var executor = context.HttpContext.RequestServices.GetRequiredService<AudioResultExecutor>();

        // What was sent, for the audit.
        context.HttpContext.Features.Set(await executor.ExecuteAsync(context.HttpContext, file));
    }
}
