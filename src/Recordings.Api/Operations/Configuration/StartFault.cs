using Microsoft.AspNetCore.Connections;
using Recordings.Application.Configuration;
using Recordings.Application.Ports;

namespace Recordings.Api.Operations.Configuration;

/// <summary>Says in one line why the service or a command could not begin, and which key to look at.</summary>
internal static class StartFault
{
    public static string Explain(Exception fault, IConfiguration configuration) => fault switch
    {
        DependencyUnavailableException { Dependency: Dependency.Database } when configuration.IsPostgres() =>
            $"ConnectionStrings:Recordings: the database cannot be used: {Cause(fault)}",
        DependencyUnavailableException { Dependency: Dependency.Storage } when configuration.IsS3() =>
            $"Storage:S3: the store cannot be used: {Cause(fault)}",
        DependencyUnavailableException => $"Data:Directory cannot be used: {Cause(fault)}",
        IOException { InnerException: AddressInUseException } =>
            $"{OneLine(fault).TrimEnd('.')}. Stop that process, or choose another address with --urls.",
        _ => OneLine(fault),
    };

    private static string Cause(Exception fault) => OneLine(fault.GetBaseException());

    private static string OneLine(Exception fault) => fault.Message.ReplaceLineEndings(" ");
}
