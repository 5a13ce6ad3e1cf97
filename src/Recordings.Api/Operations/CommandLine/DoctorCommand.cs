using System.CommandLine;
using System.Runtime.CompilerServices;
using Recordings.Api.Operations.Configuration;
using Recordings.Api.Operations.Doctor;

namespace Recordings.Api.Operations.CommandLine;

/// <summary>Prints one line per check. The exit code is 1 if a check fails.</summary>
internal static class DoctorCommand
{
    public static Command Create()
    {
        var command = new Command(
            "doctor", "Checks the configured database and store with real requests, and prints how to repair each failure.");
        command.SetAction((_, cancellationToken) => RunAsync(cancellationToken));
        return command;
    }

    private static async Task<int> RunAsync(CancellationToken cancellationToken)
    {
        var builder = ServiceHost.CreateBuilder([]);
        builder.Services.AddSingleton<LinkCheck>().AddSingleton<StoreCheck>().AddSingleton<DatabaseCheck>();
        await using var app = builder.Build();

        var allPassed = true;
        try
        {
            await foreach (var result in RunChecksAsync(app, cancellationToken))
            {
                allPassed &= result.Passed;
                await Console.Out.WriteLineAsync(result.ToString());
            }
        }
        catch (Exception fault) when (!cancellationToken.IsCancellationRequested)
        {
            allPassed = false;
            await Console.Out.WriteLineAsync(new CheckResult("configuration", StartFault.Explain(fault, app.Configuration), "").ToString());
        }

        return allPassed ? 0 : 1;
    }

    /// <summary>Stops after a configuration error, because the service would not start either.</summary>
    private static async IAsyncEnumerable<CheckResult> RunChecksAsync(
        WebApplication app, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var errors = new ConfigurationCheck(app.Configuration, app.Environment).FindErrors();
        foreach (var error in errors)
            yield return new CheckResult("configuration", error, "");
        if (errors.Count > 0)
            yield break;

        yield return new CheckResult("configuration", null, "");
        await foreach (var result in app.Services.GetRequiredService<DatabaseCheck>().RunAsync(cancellationToken))
            yield return result;
        await foreach (var result in app.Services.GetRequiredService<StoreCheck>().RunAsync(cancellationToken))
            yield return result;
    }
}
