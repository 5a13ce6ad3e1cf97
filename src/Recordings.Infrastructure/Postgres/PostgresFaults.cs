using System.Net.Sockets;
using Npgsql;

namespace Recordings.Infrastructure.Postgres;

/// <summary>Tells a server that cannot serve just now from a statement that is wrong (PostgreSQL manual, appendix A).</summary>
internal static class PostgresFaults
{
    /// <summary>Class 25 is about transactions; this one is the server's patience with one that stood still.</summary>
    private const string IdleInTransactionTimeout = "25P03";

    public static bool IsUnavailable(Exception fault) => fault switch
    {
        PostgresException refusal => IsUnavailable(refusal.SqlState),
        NpgsqlException or SocketException or TimeoutException => true,

        // Npgsql 10: the connection broke while the pool handed it out, and nothing was sent on it.
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
