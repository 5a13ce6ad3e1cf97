using System.Diagnostics;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.Logging;
using Recordings.Benchmarks.Running;

namespace Recordings.Benchmarks.Rivals;

/// <summary>A Kestrel server with empty answers: the cost of HTTP itself in .NET. Runs as a separate process.</summary>
internal sealed class EmptyEndpoint : IAsyncDisposable
{
    public const string Command = "empty-endpoint";

    private readonly Process _process;

    private EmptyEndpoint(Process process, int port) => (_process, Port) = (process, port);

    public int Port { get; }

    public static async Task<EmptyEndpoint> StartAsync()
    {
        var port = LoopbackPort.Find();
        var process = Process.Start(
            Path.ChangeExtension(typeof(EmptyEndpoint).Assembly.Location, null), [Command, $"http://127.0.0.1:{port}"]);
        await LoopbackPort.WaitAsync(port);
        return new EmptyEndpoint(process, port);
    }

    public static async Task ServeAsync(string url)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        await using var app = builder.Build();
        app.Urls.Add(url);
        app.Run(context =>
        {
            context.Response.ContentLength = 0;
            return Task.CompletedTask;
        });
        await app.RunAsync();
    }

    public async ValueTask DisposeAsync()
    {
        _process.Kill();
        await _process.WaitForExitAsync();
        _process.Dispose();
    }
}
