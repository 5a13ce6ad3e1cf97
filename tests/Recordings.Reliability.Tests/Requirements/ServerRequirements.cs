using Recordings.Reliability.Tests.Servers;

namespace Recordings.Reliability.Tests.Requirements;

/// <summary>The test uses the PostgreSQL server and the S3 store that the environment names.</summary>
internal sealed class RequiresServersAttribute() : RequirementAttribute(
    "RequiresServers", ReasonIfUnset(SharedDatabase.Variable) ?? ReasonIfUnset(SharedBucket.Variable))
{
    private static string? ReasonIfUnset(string variable) =>
        string.IsNullOrEmpty(Environment.GetEnvironmentVariable(variable)) ? $"{variable} names no server" : null;
}

/// <summary>The test starts its own PostgreSQL server, which it suspends and kills.</summary>
internal sealed class RequiresPostgresProgramsAttribute() : RequirementAttribute(
    "RequiresPostgresPrograms", PostgresServer.IsInstalled ? null : "PostgreSQL's programs are not installed");
