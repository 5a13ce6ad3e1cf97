using System.CommandLine;

namespace Recordings.Api.Operations.CommandLine;

/// <summary>The command line: serving by default, administration by its verbs.</summary>
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

        // Options that are left over go to the configuration, such as --urls http://127.0.0.1:8080.
        root.TreatUnmatchedTokensAsErrors = false;
        root.SetAction((parsed, cancellationToken) => Serve.RunAsync([.. parsed.UnmatchedTokens], cancellationToken));
        return root;
    }

    /// <summary>Only serving takes options that are not described here; a mistyped verb does not serve, nor does a verb with a mistyped option run.</summary>
    public static string? FindMistake(ParseResult parsed) =>
        parsed.CommandResult.Command is RootCommand
            ? parsed.UnmatchedTokens.Where((token, i) => !IsOption(token) && !(i > 0 && IsNameOnly(parsed.UnmatchedTokens[i - 1]))).FirstOrDefault()
            : parsed.UnmatchedTokens.FirstOrDefault();

    private static bool IsOption(string token) => token.StartsWith("--", StringComparison.Ordinal);

    /// <summary>An option whose value comes next.</summary>
    private static bool IsNameOnly(string token) => IsOption(token) && !token.Contains('=', StringComparison.Ordinal);
}
