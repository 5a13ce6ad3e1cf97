using Recordings.Api.CommandLine;

return await Commands.Root().Parse(args).InvokeAsync();
