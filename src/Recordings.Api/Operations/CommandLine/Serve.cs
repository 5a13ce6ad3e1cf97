using Recordings.Api.Operations.Configuration;
using Recordings.Api.Operations.Demo;
using Recordings.Application.Ports;

namespace Recordings.Api.Operations.CommandLine;

/// <summary>Checks the configuration, brings the schema up to date and serves until the process is stopped.</summary>
internal static partial class Serve
{
    private const int Failed = 1;

    public static async Task<int> RunAsync(string[] arguments, CancellationToken cancellationToken)
    {
        var builder = ServiceHost.CreateBuilder(arguments);
        var check = new ConfigurationCheck(builder.Configuration, builder.Environment);
        var errors = check.FindErrors();
        if (errors.Count > 0)
            return await FailAsync(errors);

        await using var app = ServiceHost.Build(builder);
        foreach (var warning in check.FindWarnings())
            LogWarning(app.Logger, warning);
        try
        {
            await StartAsync(app, cancellationToken);
        }
        catch (Exception fault) when (!cancellationToken.IsCancellationRequested)
        {
            var exitCode = await FailAsync([StartFault.Explain(fault, app.Configuration)]);

            // Stop the services that did start. Disposed without a stop, they would log a failure of their own.
            await app.StopAsync(CancellationToken.None);
            return exitCode;
        }

        await app.WaitForShutdownAsync(cancellationToken);
        return 0;
    }

    private static async Task StartAsync(WebApplication app, CancellationToken cancellationToken)
    {
        await app.Services.GetRequiredService<IDatabase>().MigrateAsync(cancellationToken);
        await app.Services.GetRequiredService<IAudioStore>().PrepareAsync(cancellationToken);
        await app.StartAsync(cancellationToken);
        await app.Services.GetRequiredService<DemoGreeting>().PresentAsync(cancellationToken);
    }

    private static async Task<int> FailAsync(IEnumerable<string> errors)
    {
        foreach (var error in errors)
            await Console.Error.WriteLineAsync($"Not starting: {error}");
        return Failed;
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "{Warning}")]
    private static partial void LogWarning(ILogger logger, string warning);
}
