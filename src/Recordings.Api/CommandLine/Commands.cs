using System.CommandLine;

namespace Recordings.Api.CommandLine;

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

        // Options that are left over go to the configuration, such as --urls http://127.0.0.1:8080; a mistyped verb does not serve.
        root.TreatUnmatchedTokensAsErrors = false;
        root.SetAction((parsed, cancellationToken) => parsed.UnmatchedTokens is [var first, ..] && !first.StartsWith("--", StringComparison.Ordinal)
            ? RefuseAsync(first)
            : Serve.RunAsync([.. parsed.UnmatchedTokens], cancellationToken));
        return root;
    }

    private static async Task<int> RefuseAsync(string word)
    {
        await Console.Error.WriteLineAsync($"'{word}' is not a command; see --help.");
        return 1;
    }
}
