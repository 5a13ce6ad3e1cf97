namespace Recordings.Api.Audit;

/// <summary>Records the end of each read of audio, and of each deletion that failed, when the request is over.</summary>
internal sealed class AccessAudit(RequestDelegate next, RequestAudit audit)
{
    public async Task InvokeAsync(HttpContext context)
    {
        try
        {
            await next(context);
        }
        finally
        {
            audit.End(context);
        }
    }
}
