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
    // Standard output is for answers: what explains a mistake goes where errors go.
    Output = parsed.Errors.Count > 0 ? Console.Error : Console.Out,

    // SIGTERM is the host's to handle: requests in flight finish, however long that takes.
    ProcessTerminationTimeout = null,
});
