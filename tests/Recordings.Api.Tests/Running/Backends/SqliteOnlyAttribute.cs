namespace Recordings.Api.Tests.Running.Backends;

/// <summary>Reads the file of the embedded database, so runs on PostgreSQL omit the test.</summary>
[AttributeUsage(AttributeTargets.Class | AttributeTargets.Method)]
internal sealed class SqliteOnlyAttribute() : CategoryAttribute("SqliteOnly");
