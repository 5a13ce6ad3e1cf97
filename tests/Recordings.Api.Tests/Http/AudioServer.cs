using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Routing;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Recordings.Api.Access;
using Recordings.Api.Http;
using Recordings.Api.Tests.Running.Service;
using Recordings.Application.Reading;

namespace Recordings.Api.Tests.Http;

/// <summary>A real server on a loopback port that answers every request with one recording.</summary>
internal sealed class AudioServer : IAsyncDisposable
{
    private readonly WebApplication _app;
    private readonly TaskCompletionSource<AudioAccess?> _access = new(TaskCreationOptions.RunContinuationsAsynchronously);

    private AudioServer(WebApplication app, RecordedLogs logs) => (_app, Logs) = (app, logs);

    public RecordedLogs Logs { get; }

    public Uri Address => new(_app.Urls.Single());

    /// <summary>How the first request ended; null if it failed before the first byte.</summary>
    public Task<AudioAccess?> Access => _access.Task.WaitAsync(TimeSpan.FromSeconds(30));

    /// <summary>The status of the first request, as the request log gets it.</summary>
    public int Status { get; private set; }

    /// <summary>How often the application aborted the connection.</summary>
    public int Aborts { get; private set; }

    public static async Task<AudioServer> StartAsync(Stream content, Representation representation, bool http2 = false)
    {
        var builder = WebApplication.CreateSlimBuilder();
        var logs = new RecordedLogs();
        builder.Logging.ClearProviders().AddProvider(logs);
        if (http2)
            builder.WebHost.ConfigureKestrel(kestrel => kestrel.ConfigureEndpointDefaults(endpoint => endpoint.Protocols = HttpProtocols.Http2));

        builder.Services.AddSingleton(TimeProvider.System);
        builder.Services.AddSingleton(provider => AudioExecutors.Create(TimeProvider.System, provider.GetRequiredService<ILogger<AudioResultExecutor>>()));
        var app = builder.Build();
        app.Urls.Add("http://127.0.0.1:0");
        var server = new AudioServer(app, logs);
        app.UseExceptionHandler(failed => failed.Run(context => context.Response.WriteAsync("failed")));
        app.Run(context => server.ServeAsync(context, new OpenedRecording(
            new RecordingAudio(
                content, representation.ETag, representation.LastModified, representation.LastModifiedIsStrong, "recording-48213.wav",
                Download: false),
            AudioExecutors.Right)));
        await app.StartAsync();
        return server;
    }

    public ValueTask DisposeAsync() => _app.DisposeAsync();

    private async Task ServeAsync(HttpContext context, OpenedRecording opened)
    {
        var result = new AudioResult(opened);
        var recorder = new AbortRecorder(context.Features.GetRequiredFeature<IHttpRequestLifetimeFeature>());
        context.Features.Set<IHttpRequestLifetimeFeature>(recorder);
        try
        {
            await result.ExecuteResultAsync(new ActionContext(context, new RouteData(), new()));
        }
        finally
        {
            Aborts += recorder.Aborts;
            Status = context.Response.StatusCode;
            _access.TrySetResult(RequestAccess.From(context).Audio);
        }
    }
}
