using System.Net.Sockets;
using Npgsql;

namespace Recordings.Infrastructure.Postgres;

/// <summary>Separates an unavailable server from a wrong statement (error codes: PostgreSQL manual, appendix A).</summary>
internal static class PostgresFaults
{
    /// <summary>Class 25 is about transactions; with this code the server ended a transaction that was idle too long.</summary>
    private const string IdleInTransactionTimeout = "25P03";

    public static bool IsUnavailable(Exception fault) => fault switch
    {
        PostgresException response => IsUnavailable(response.SqlState),
        NpgsqlException or SocketException or TimeoutException => true,

        // Npgsql 10: the connection broke while the pool provided it, and nothing was sent on it.
        ObjectDisposedException => true,
        _ => false,
    };

    private static bool IsUnavailable(string state) => state[..2] switch
    {
        // Connection, authorization, resources (full disk, too many connections), operator intervention (shutdown, timeout), system.
        "08" or "28" or "53" or "57" or "58" => true,
        _ => state is
            PostgresErrorCodes.InvalidCatalogName
            or PostgresErrorCodes.SerializationFailure
            or PostgresErrorCodes.DeadlockDetected
            or PostgresErrorCodes.LockNotAvailable
            or PostgresErrorCodes.ReadOnlySqlTransaction
            or IdleInTransactionTimeout,
    };
}
