// Services and pipeline: ServiceHost.cs, beside this file. Commands, serving included: Operations/CommandLine.
using System.CommandLine;
using Recordings.Api.Operations.CommandLine;

var parsed = Commands.Root().Parse(args);
if (parsed.Errors.Count == 0 && Commands.FindUnknownToken(parsed) is { } word)
{
    await Console.Error.WriteLineAsync($"'{word}' is not understood here; see --help.");
    return 1;
}

return await parsed.InvokeAsync(new InvocationConfiguration
{
    // Standard output is for answers. The explanation of an error goes to standard error.
    Output = parsed.Errors.Count > 0 ? Console.Error : Console.Out,

    // The host handles SIGTERM: requests in flight finish, without a limit of the command line's own.
    ProcessTerminationTimeout = null,
});
