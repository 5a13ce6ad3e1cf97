using System.Globalization;
using Microsoft.Extensions.Options;
using Npgsql;

namespace Recordings.Infrastructure.Postgres;

/// <summary>Builds connection strings. Defaults come first, because the later of two equal settings counts.</summary>
internal sealed class PostgresConnections(IOptions<PostgresOptions> options)
{
    /// <summary>
    /// Sessions keep no state, so the pool does not reset them. The timeouts limit how long a replica that stops inside a
    /// transaction, or a lock that is not released, delays other requests.
    /// </summary>
    private const string Defaults =
        "Application Name=recordings;Timeout=5;Command Timeout=15;Cancellation Timeout=2000;Keepalive=30;"
        + "Minimum Pool Size=0;Maximum Pool Size=50;Connection Idle Lifetime=60;"
        + "Max Auto Prepare=64;Auto Prepare Min Usages=2;No Reset On Close=true;Timezone=UTC;"
        + "Options=-c lock_timeout=5s -c idle_in_transaction_session_timeout=10s;";

    /// <summary>For statements and transactions.</summary>
    public string Pooled => Defaults + options.Value.ConnectionString;

    /// <summary>
    /// For a lock that its session holds: the connection is never pooled. With TCP probes the server notices within half a minute
    /// that the holder's machine is unreachable. The lock timeout is half the command timeout, so the server ends a wait before
    /// the client does.
    /// </summary>
    public string Dedicated
    {
        get
        {
            var settings = new NpgsqlConnectionStringBuilder(Pooled) { Pooling = false, KeepAlive = 5 };
            settings.Options = string.Create(
                CultureInfo.InvariantCulture,
                $"-c lock_timeout={settings.CommandTimeout * 500L} "
                + $"-c tcp_keepalives_idle=15 -c tcp_keepalives_interval=5 -c tcp_keepalives_count=3");
            return settings.ToString();
        }
    }
}
