using System.Collections.Concurrent;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace Recordings.Api.Tests.Operations.Doctor;

/// <summary>A proxy in front of the store with a wrong setup.</summary>
internal sealed class MisconfiguredProxy : IAsyncDisposable
{
    private readonly WebApplication _app;
    private readonly HttpClient _store = new();
    private readonly ConcurrentDictionary<string, byte[]> _cached = new();

    private MisconfiguredProxy(WebApplication app) => _app = app;

    public string Address => _app.Urls.Single();

    /// <summary>Forwards requests with the store's own host name, which is not the signed one.</summary>
    public static Task<MisconfiguredProxy> RewritingHostAsync(Uri store) =>
        StartAsync(store, (proxy, context) => proxy.ForwardAsync(context, store, store.Authority));

    /// <summary>Always returns the first answer, and its clock is wrong.</summary>
    public static Task<MisconfiguredProxy> CachingAsync(Uri store, TimeSpan ahead) =>
        StartAsync(store, (proxy, context) => proxy.CacheAsync(context, store, ahead));

    public async ValueTask DisposeAsync()
    {
        await _app.DisposeAsync();
        _store.Dispose();
    }

    private static async Task<MisconfiguredProxy> StartAsync(Uri store, Func<MisconfiguredProxy, HttpContext, Task> answer)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        var proxy = new MisconfiguredProxy(builder.Build());
        proxy._app.Run(context => answer(proxy, context));
        await proxy._app.StartAsync();
        return proxy;
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

    private async Task CacheAsync(HttpContext context, Uri store, TimeSpan ahead)
    {
        context.Response.Headers.Date = (DateTimeOffset.UtcNow + ahead).ToString("R");
        if (_cached.TryGetValue(context.Request.Path, out var cached))
        {
            (context.Response.StatusCode, context.Response.ContentType) = (StatusCodes.Status206PartialContent, "audio/wav");
            await context.Response.Body.WriteAsync(cached);
            return;
        }

        var body = context.Response.Body;
        using var copy = new MemoryStream();
        context.Response.Body = copy;
        await ForwardAsync(context, store, context.Request.Host.Value!);
        _cached[context.Request.Path] = copy.ToArray();
        await body.WriteAsync(copy.ToArray());
    }
}
