namespace Recordings.Api.Tests.Running.Backends;

/// <summary>Looks into the embedded database's file: left out of the runs on PostgreSQL.</summary>
[AttributeUsage(AttributeTargets.Class | AttributeTargets.Method)]
internal sealed class SqliteOnlyAttribute() : CategoryAttribute("SqliteOnly");
