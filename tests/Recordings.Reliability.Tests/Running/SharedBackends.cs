namespace Recordings.Reliability.Tests.Running;

/// <summary>
/// One database and one bucket for any number of replicas, each a process with a folder of its own. At the end everything
/// that any of them logged is searched for what no log may show, and for faults that were not expected.
/// </summary>
internal sealed class SharedBackends : IAsyncDisposable
{
    private const int LineStart = 400;

    private readonly TemporaryFolder _folders = new();
    private readonly List<ServiceProcess> _services = [];

    private SharedBackends(SharedDatabase database, SharedBucket bucket) => (Database, Bucket) = (database, bucket);

    public SharedDatabase Database { get; }

    public SharedBucket Bucket { get; }

    /// <summary>Of a service that reaches both directly.</summary>
    public ServiceSettings Settings => ServiceSettings.Shared(NewFolder(), Database.ConnectionString(), Bucket);

    /// <param name="databaseServer">A connection string; null: as the environment names the server.</param>
    public static async Task<SharedBackends> CreateAsync(string? databaseServer = null) =>
        new(await SharedDatabase.CreateAsync(databaseServer), await SharedBucket.CreateAsync());

    /// <param name="settings">Where they differ from <see cref="Settings"/>.</param>
    public async Task<ServiceProcess> StartAsync(ServiceSettings? settings = null)
    {
        var service = new ServiceProcess((settings ?? Settings).With("Data:Directory", NewFolder()));
        _services.Add(service);
        await service.StartAsync();
        return service;
    }

    /// <summary>A workspace with its key, made while the first service starts.</summary>
    public async Task<(Tenant Tenant, ServiceProcess Service)> StartWithTenantAsync(ServiceSettings? settings = null)
    {
        var starting = StartAsync(settings);
        return (await Tenant.CreateAsync(Settings), await starting);
    }

    public async ValueTask DisposeAsync()
    {
        await Bucket.DisposeAsync();
        await Database.DisposeAsync();
        _folders.Dispose();

        var lines = _services.SelectMany(service => service.Log).ToList();
        Assert.That(lines.Where(IsTelling).Select(Beginning), Is.Empty, "No log shows a signed link or a secret.");
        Assert.That(lines.Where(IsBug).Select(Beginning), Is.Empty, "No fault of a backend is taken for one of the service.");
    }

    private static string Beginning(string line) => line[..Math.Min(line.Length, LineStart)];

    private static bool IsBug(string line) =>
        line.Contains(": unexpected ", StringComparison.Ordinal) || line.Contains("interrupted", StringComparison.Ordinal);

    private bool IsTelling(string line)
    {
        string[] secrets = ["X-Amz-Signature", "X-Amz-Credential", "rk_", SharedDatabase.Password, Bucket.Values["secret_key"], Bucket.Values["access_key"]];
        return secrets.Any(secret => line.Contains(secret, StringComparison.OrdinalIgnoreCase));
    }

    private string NewFolder() => Directory.CreateDirectory(Path.Combine(_folders.Path, Guid.NewGuid().ToString("N"))).FullName;
}
