using Recordings.Infrastructure.Tests.Faults;
using Recordings.Reliability.Tests.Running;
using Recordings.Reliability.Tests.Servers;

namespace Recordings.Reliability.Tests.Backends;

/// <summary>A service with a proxy in front of its bucket and a proxy in front of its database.</summary>
internal sealed class ProxiedService : IAsyncDisposable
{
    public const string StorageUnavailable = "503 storage_unavailable";
    public const string DatabaseUnavailable = "503 database_unavailable";

    /// <summary>The time within which everything must work again after an outage.</summary>
    public static readonly TimeSpan Recovery = TimeSpan.FromSeconds(5);

    public static readonly TimeSpan Timeout = TimeSpan.FromSeconds(20);

    private ProxiedService(SharedBackends backends, TcpProxy store, TcpProxy database, ServiceProcess process, HttpClient client) =>
        (Backends, Store, Database, Process, Client) = (backends, store, database, process, client);

    public SharedBackends Backends { get; }

    public TcpProxy Store { get; }

    public TcpProxy Database { get; }

    public ServiceProcess Process { get; }

    public HttpClient Client { get; }

    public static async Task<ProxiedService> StartAsync()
    {
        var backends = await SharedBackends.CreateAsync();
        var store = new TcpProxy(backends.Bucket.Address);
        var database = new TcpProxy(backends.Database.Address);
        var connection = backends.Database.ConnectionString(database.Address);

        // Shorter timeouts than the defaults keep the tests short. With MaxSilentHours=0 only a request starts an assembly.
        var (workspace, process) = await backends.StartWithWorkspaceAsync(backends.Settings
            .With("Storage:S3:Endpoint", store.Address.ToString())
            .With("Storage:S3:Timeout", "00:00:02")
            .With("ConnectionStrings:Recordings", $"{connection};Timeout=2;Command Timeout=2;Cancellation Timeout=200")
            .With("Capture:MaxSilentHours", "0"));
        return new ProxiedService(backends, store, database, process, workspace.CreateClient(process.Address));
    }

    public void EndOutages()
    {
        Store.Set(new Outage.None());
        Database.Set(new Outage.None());
    }

    public async ValueTask DisposeAsync()
    {
        Client.Dispose();
        await Process.DisposeAsync();
        await Store.DisposeAsync();
        await Database.DisposeAsync();
        await Backends.DisposeAsync();
    }
}
