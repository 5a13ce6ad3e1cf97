using System.Collections.Concurrent;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace Recordings.Api.Tests.Operations.Doctor;

/// <summary>A proxy before the store that is set up wrongly.</summary>
internal sealed class Front : IAsyncDisposable
{
    private readonly WebApplication _app;
    private readonly HttpClient _store = new();
    private readonly ConcurrentDictionary<string, byte[]> _kept = new();

    private Front(WebApplication app) => _app = app;

    public string Address => _app.Urls.Single();

    /// <summary>Asks the store under the store's own name, which is not what was signed.</summary>
    public static Task<Front> RenamingAsync(Uri store) => StartAsync(store, (front, context) => front.ForwardAsync(context, store, store.Authority));

    /// <summary>Keeps the first answer for ever, and its clock is wrong.</summary>
    public static Task<Front> KeepingAsync(Uri store, TimeSpan ahead) => StartAsync(store, (front, context) => front.KeepAsync(context, store, ahead));

    public async ValueTask DisposeAsync()
    {
        await _app.DisposeAsync();
        _store.Dispose();
    }

    private static async Task<Front> StartAsync(Uri store, Func<Front, HttpContext, Task> answer)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        var front = new Front(builder.Build());
        front._app.Run(context => answer(front, context));
        await front._app.StartAsync();
        return front;
    }

    private async Task ForwardAsync(HttpContext context, Uri store, string host)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, new Uri(store, context.Request.Path + context.Request.QueryString));
        request.Headers.Host = host;
        request.Headers.TryAddWithoutValidation("Range", (string?)context.Request.Headers.Range);
        using var answer = await _store.SendAsync(request);
        context.Response.StatusCode = (int)answer.StatusCode;
        context.Response.ContentType = answer.Content.Headers.ContentType?.ToString();
        await answer.Content.CopyToAsync(context.Response.Body);
    }

    private async Task KeepAsync(HttpContext context, Uri store, TimeSpan ahead)
    {
        context.Response.Headers.Date = (DateTimeOffset.UtcNow + ahead).ToString("R");
        if (_kept.TryGetValue(context.Request.Path, out var kept))
        {
            (context.Response.StatusCode, context.Response.ContentType) = (StatusCodes.Status206PartialContent, "audio/wav");
            await context.Response.Body.WriteAsync(kept);
            return;
        }

        var body = context.Response.Body;
        using var copy = new MemoryStream();
        context.Response.Body = copy;
        await ForwardAsync(context, store, context.Request.Host.Value!);
        _kept[context.Request.Path] = copy.ToArray();
        await body.WriteAsync(copy.ToArray());
    }
}
