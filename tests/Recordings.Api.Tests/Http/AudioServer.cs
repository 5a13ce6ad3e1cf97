using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Routing;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Recordings.Api.Http;

namespace Recordings.Api.Tests.Http;

/// <summary>A real server on a loopback port that answers every request with one recording.</summary>
internal sealed class AudioServer : IAsyncDisposable
{
    private readonly WebApplication _app;
    private readonly TaskCompletionSource<AudioDelivery?> _delivery = new(TaskCreationOptions.RunContinuationsAsynchronously);

    private AudioServer(WebApplication app) => _app = app;

    public Uri Address => new(_app.Urls.Single());

    /// <summary>The delivery of the first request after its end; null if the request failed before the first byte.</summary>
    public Task<AudioDelivery?> Delivery => _delivery.Task.WaitAsync(TimeSpan.FromSeconds(30));

    /// <summary>How often the application aborted the connection.</summary>
    public int Aborts { get; private set; }

    public static async Task<AudioServer> StartAsync(Stream content, Representation representation, bool http2 = false)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        if (http2)
            builder.WebHost.ConfigureKestrel(kestrel => kestrel.ConfigureEndpointDefaults(endpoint => endpoint.Protocols = HttpProtocols.Http2));

        builder.Services.AddSingleton(TimeProvider.System);
        builder.Services.AddSingleton<RefuseAudio>(RefuseAsync);
        builder.Services.AddSingleton<AudioResultExecutor>();
        var app = builder.Build();
        app.Urls.Add("http://127.0.0.1:0");
        var server = new AudioServer(app);
        app.UseExceptionHandler(failed => failed.Run(context => context.Response.WriteAsync("failed")));
        app.Run(context => server.ServeAsync(context, new AudioFile(content, representation, "recording-48213.wav", IsDownload: false)));
        await app.StartAsync();
        return server;
    }

    public ValueTask DisposeAsync() => _app.DisposeAsync();

    private async Task ServeAsync(HttpContext context, AudioFile file)
    {
        var result = new AudioResult(file);
        var recorder = new AbortRecorder(context.Features.GetRequiredFeature<IHttpRequestLifetimeFeature>());
        context.Features.Set<IHttpRequestLifetimeFeature>(recorder);
        try
        {
            await result.ExecuteResultAsync(new ActionContext(context, new RouteData(), new()));
        }
        finally
        {
            Aborts += recorder.Aborts;
            _delivery.TrySetResult(context.Features.Get<AudioDelivery>());
        }
    }

    private static Task RefuseAsync(HttpContext context, AudioRefusal refusal)
    {
        context.Response.StatusCode = refusal == AudioRefusal.PreconditionFailed ? 412 : 416;
        context.Response.ContentType = "application/problem+json";
        return context.Response.WriteAsync("{}");
    }
}
