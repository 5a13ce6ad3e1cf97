using Microsoft.AspNetCore.Mvc;

namespace Recordings.Api.Http;

/// <summary>A controller's answer with a recording's audio.</summary>
internal sealed class AudioResult(AudioFile file) : IActionResult
{
    /// <summary>What was sent; null until executed, and when the audio failed before the first byte.</summary>
    public AudioDelivery? Delivery { get; private set; }

    public async Task ExecuteResultAsync(ActionContext context)
    {
        var executor = context.HttpContext.RequestServices.GetRequiredService<AudioResultExecutor>();
        Delivery = await executor.ExecuteAsync(context.HttpContext, file);
    }
}
