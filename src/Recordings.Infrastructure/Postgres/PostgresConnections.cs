using System.Globalization;
using Microsoft.Extensions.Options;
using Npgsql;

namespace Recordings.Infrastructure.Postgres;

/// <summary>Connection strings from the configured one. Defaults come first: of a setting given twice the later one holds.</summary>
internal sealed class PostgresConnections(IOptions<PostgresOptions> options)
{
    /// <summary>
    /// Sessions keep no state, so none is reset. A replica that stops in the middle of a transaction, or a lock that is not
    /// given up, holds nobody up for longer than a request is worth.
    /// </summary>
    private const string Defaults =
        "Application Name=recordings;Timeout=5;Command Timeout=15;Cancellation Timeout=2000;Keepalive=30;"
        + "Minimum Pool Size=0;Maximum Pool Size=50;Connection Idle Lifetime=60;"
        + "Max Auto Prepare=64;Auto Prepare Min Usages=2;No Reset On Close=true;Timezone=UTC;"
        + "Options=-c lock_timeout=5s -c idle_in_transaction_session_timeout=10s;";

    /// <summary>For statements and transactions.</summary>
    public string Pooled => Defaults + options.Value.ConnectionString;

    /// <summary>
    /// For a lock that is its session: not shared, however long it is held. TCP probes tell the server within half a minute
    /// that the holder's machine is gone. Whoever waits is answered by the server before the client gives it up for dead.
    /// </summary>
    public string Dedicated
    {
        get
        {
            var settings = new NpgsqlConnectionStringBuilder(Pooled) { Pooling = false, KeepAlive = 5 };
            settings.Options = string.Create(
                CultureInfo.InvariantCulture,
                $"-c lock_timeout={settings.CommandTimeout * 500L} -c tcp_keepalives_idle=15 -c tcp_keepalives_interval=5 -c tcp_keepalives_count=3");
            return settings.ToString();
        }
    }
}
