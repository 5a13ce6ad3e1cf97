using Recordings.Application.Ports;

namespace Recordings.Api.CommandLine;

/// <summary>A backend that cannot be used is the operator's to mend: told in words, not as a stack of calls.</summary>
internal static class BackendFaults
{
    private const int Failed = 1;

    public static async Task<int> ExplainAsync(Func<Task<int>> run)
    {
        try
        {
            return await run();
        }
        catch (SchemaTooNewException tooNew)
        {
            return await FailAsync(tooNew.Message);
        }
        catch (DependencyUnavailableException away)
        {
            return await FailAsync($"{away.Message} {away.InnerException?.Message}");
        }
    }

    private static async Task<int> FailAsync(string explanation)
    {
        await Console.Error.WriteLineAsync(explanation);
        return Failed;
    }
}
