using Recordings.Reliability.Tests.Running;
using Recordings.Reliability.Tests.Servers;

namespace Recordings.Reliability.Tests.Proxies;

/// <summary>Two replicas over one database and one folder of objects, behind the proxy of deploy. Links lead through the proxy.</summary>
internal sealed class ProxiedReplicas : IAsyncDisposable
{
    public const int MaxChunkBytes = 1024 * 1024;

    private readonly SharedDatabase _database;
    private readonly TemporaryFolder _folder;
    private readonly List<ServiceProcess> _replicas = [];
    private readonly ServiceSettings _settings;

    private ProxiedReplicas(SharedDatabase database, TemporaryFolder folder, int port)
    {
        (_database, _folder) = (database, folder);
        _settings = ServiceSettings.Embedded(folder.Path)
            .With("Database:Provider", "Postgres")
            .With("ConnectionStrings:Recordings", database.ConnectionString())
            .With("PublicBaseUrl", $"http://127.0.0.1:{port}")
            .With("Capture:MaxChunkBytes", $"{MaxChunkBytes}")
            .With("Logging:LogLevel:Default", "Trace");
    }

    public DeployedProxy Proxy { get; private set; } = null!;

    /// <summary>A client of the proxy.</summary>
    public HttpClient Client { get; private set; } = null!;

    public TestWorkspace Workspace { get; private set; } = null!;

    /// <summary>The lines of both replicas and of the proxy.</summary>
    public IEnumerable<string> Log => _replicas.SelectMany(replica => replica.Log).Concat(Proxy.Log);

    /// <param name="replacements">Texts of the proxy's configuration that are replaced.</param>
    public static async Task<ProxiedReplicas> StartAsync(IReadOnlyDictionary<string, string>? replacements = null)
    {
        var port = FreePort.Find();
        var replicas = new ProxiedReplicas(await SharedDatabase.CreateAsync(), new TemporaryFolder(), port);
        try
        {
            await replicas.StartAsync(port, replacements);
            return replicas;
        }
        catch
        {
            await replicas.DisposeAsync();
            throw;
        }
    }

    public void Suspend() => _replicas.ForEach(replica => replica.Suspend());

    public void Resume() => _replicas.ForEach(replica => replica.Resume());

    public async Task KillAsync()
    {
        foreach (var replica in _replicas)
            await replica.KillAsync();
    }

    public async ValueTask DisposeAsync()
    {
        Client?.Dispose();
        if (Proxy is not null)
            await Proxy.DisposeAsync();
        foreach (var replica in _replicas)
            await replica.DisposeAsync();
        _folder.Dispose();
        await _database.DisposeAsync();
    }

    private async Task StartAsync(int port, IReadOnlyDictionary<string, string>? replacements)
    {
        Workspace = await TestWorkspace.CreateAsync(_settings);
        for (var number = 0; number < 2; number++)
            _replicas.Add(await ServiceProcess.StartAsync(_settings));
        Proxy = await DeployedProxy.StartAsync(port, [.. _replicas.Select(replica => replica.Address)], replacements);
        Client = Workspace.CreateClient(Proxy.Address);
    }
}
