using System.CommandLine;

namespace Recordings.Api.Operations.CommandLine;

/// <summary>The command line. Without a command it serves. The commands are for administration.</summary>
internal static class Commands
{
    public static RootCommand Root()
    {
        var root = new RootCommand("Recordings: a call's audio chunks as one recording.")
        {
            WorkspaceCommands.Create(),
            KeyCommands.Create(),
            DoctorCommand.Create(),
        };

        // Other options go to the configuration, such as --urls http://127.0.0.1:8080.
        root.TreatUnmatchedTokensAsErrors = false;
        root.SetAction((parsed, cancellationToken) => Serve.RunAsync([.. parsed.UnmatchedTokens], cancellationToken));
        return root;
    }

    /// <summary>
    /// The first token that no command accepts; null if there is none. Only serving accepts options that are not defined here.
    /// So a mistyped command does not start the service, and a command with a mistyped option does not run.
    /// </summary>
    public static string? FindUnknownToken(ParseResult parsed) =>
        parsed.CommandResult.Command is RootCommand
            ? parsed.UnmatchedTokens
                .Where((token, i) => !IsOption(token) && !(i > 0 && IsNameOnly(parsed.UnmatchedTokens[i - 1])))
                .FirstOrDefault()
            : parsed.UnmatchedTokens.FirstOrDefault();

    private static bool IsOption(string token) => token.StartsWith("--", StringComparison.Ordinal);

    /// <summary>An option whose value is the next token.</summary>
    private static bool IsNameOnly(string token) => IsOption(token) && !token.Contains('=', StringComparison.Ordinal);
}
