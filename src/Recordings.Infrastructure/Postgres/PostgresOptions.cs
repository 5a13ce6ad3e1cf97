namespace Recordings.Infrastructure.Postgres;

/// <summary>The connection to the PostgreSQL server.</summary>
public sealed class PostgresOptions
{
    public const string Key = "ConnectionStrings:Recordings";

    /// <summary>
    /// In Npgsql's format. It overrides the service's defaults for pool size, timeouts and prepared statements.
    /// Assembly locks belong to a session, so a pooler before the server must give each connection its own session.
    /// </summary>
    public string ConnectionString { get; set; } = "";
}
