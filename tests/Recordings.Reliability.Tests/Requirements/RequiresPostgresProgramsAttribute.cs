using Recordings.Reliability.Tests.Servers;

namespace Recordings.Reliability.Tests.Requirements;

/// <summary>The test starts its own PostgreSQL server, which it suspends and kills.</summary>
internal sealed class RequiresPostgresProgramsAttribute() : RequirementAttribute(
    "RequiresPostgresPrograms", PostgresServer.IsInstalled ? null : "PostgreSQL's programs are not installed");
