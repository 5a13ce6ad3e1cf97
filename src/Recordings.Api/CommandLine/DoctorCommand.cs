using System.CommandLine;
using Recordings.Api.Configuration;
using Recordings.Api.Doctor;
using Recordings.Api.Hosting;

namespace Recordings.Api.CommandLine;

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
        var builder = Service.CreateBuilder([]);
        builder.Services.AddSingleton<ConfigurationCheck>().AddSingleton<LinkExamination>().AddSingleton<Examination>();
        await using var app = builder.Build();

        var sound = true;
        await foreach (var finding in app.Services.GetRequiredService<Examination>().RunAsync().WithCancellation(cancellationToken))
        {
            sound &= finding.IsGood;
            await Console.Out.WriteLineAsync(finding.ToString());
        }

        return sound ? 0 : 1;
    }
}
