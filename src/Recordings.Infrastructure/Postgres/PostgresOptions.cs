namespace Recordings.Infrastructure.Postgres;

/// <summary>Where the PostgreSQL server is.</summary>
public sealed class PostgresOptions
{
    public const string Key = "ConnectionStrings:Recordings";

    /// <summary>
    /// As Npgsql writes it. What it says overrides the service's own choice of pool size, timeouts and prepared statements.
    /// Assemblies are locked by session: a pooler in between must give each connection a session of its own.
    /// </summary>
    public string ConnectionString { get; set; } = "";
}
