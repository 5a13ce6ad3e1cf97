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
        };

        // What is left over goes to the configuration, such as --urls http://127.0.0.1:8080.
        root.TreatUnmatchedTokensAsErrors = false;
        root.SetAction((parsed, cancellationToken) => Serve.RunAsync([.. parsed.UnmatchedTokens], cancellationToken));
        return root;
    }
}
