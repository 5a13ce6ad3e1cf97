using Recordings.Reliability.Tests.Running;

namespace Recordings.Reliability.Tests.Needs;

/// <summary>Starts a PostgreSQL server of its own, to stop and kill it.</summary>
internal sealed class NeedsPostgresProgramsAttribute()
    : NeedsAttribute("NeedsPostgresPrograms", PostgresServer.IsInstalled ? null : "PostgreSQL's programs are not installed");
