using System.CommandLine;
using System.Runtime.CompilerServices;
using Recordings.Api.Operations.Configuration;
using Recordings.Api.Operations.Doctor;

namespace Recordings.Api.Operations.CommandLine;

/// <summary>One line a check; exit code 1 when something fails.</summary>
internal static class DoctorCommand
{
    public static Command Create()
    {
        var command = new Command("doctor", "Tries the configured database and store for real, and says how to mend what fails.");
        command.SetAction((_, cancellationToken) => RunAsync(cancellationToken));
        return command;
    }

    private static async Task<int> RunAsync(CancellationToken cancellationToken)
    {
        var builder = ServiceHost.CreateBuilder([]);
        builder.Services.AddSingleton<LinkCheck>().AddSingleton<StoreCheck>().AddSingleton<DatabaseCheck>();
        await using var app = builder.Build();

        var sound = true;
        try
        {
            await foreach (var finding in ExamineAsync(app, cancellationToken))
            {
                sound &= finding.IsGood;
                await Console.Out.WriteLineAsync(finding.ToString());
            }
        }
        catch (Exception fault) when (!cancellationToken.IsCancellationRequested)
        {
            sound = false;
            await Console.Out.WriteLineAsync(new CheckResult("configuration", StartFault.Explain(fault, app.Configuration), "").ToString());
        }

        return sound ? 0 : 1;
    }

    /// <summary>What would refuse to start is not tried any further.</summary>
    private static async IAsyncEnumerable<CheckResult> ExamineAsync(WebApplication app, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var errors = new ConfigurationCheck(app.Configuration, app.Environment).FindErrors();
        foreach (var error in errors)
            yield return new CheckResult("configuration", error, "");
        if (errors.Count > 0)
            yield break;

        yield return new CheckResult("configuration", null, "");
        await foreach (var finding in app.Services.GetRequiredService<DatabaseCheck>().RunAsync(cancellationToken))
            yield return finding;
        await foreach (var finding in app.Services.GetRequiredService<StoreCheck>().RunAsync(cancellationToken))
            yield return finding;
    }
}
