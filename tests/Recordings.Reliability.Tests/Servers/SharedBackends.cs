using Recordings.Reliability.Tests.Running;

namespace Recordings.Reliability.Tests.Servers;

/// <summary>
/// One database and one bucket for any number of replicas. Each replica is a process with its own data folder. Disposal checks
/// the log of every replica: it must not contain a secret, a signed link or an unexpected fault.
/// </summary>
internal sealed class SharedBackends : IAsyncDisposable
{
    private const int MaxShownChars = 400;

    private readonly TemporaryFolder _folders = new();
    private readonly List<ServiceProcess> _services = [];

    private SharedBackends(SharedDatabase database, SharedBucket bucket) => (Database, Bucket) = (database, bucket);

    public SharedDatabase Database { get; }

    public SharedBucket Bucket { get; }

    /// <summary>The settings of a service without a proxy in front of either backend. Signed links lead to the store itself.</summary>
    public ServiceSettings Settings => ServiceSettings.Embedded(NewFolder())
        .With("Database:Provider", "Postgres")
        .With("ConnectionStrings:Recordings", Database.ConnectionString())
        .With("Storage:Provider", "S3")
        .With("Storage:S3:Endpoint", Bucket.Values["endpoint"])
        .With("Storage:S3:PublicEndpoint", Bucket.Values["endpoint"])
        .With("Storage:S3:Region", Bucket.Values["region"])
        .With("Storage:S3:Bucket", Bucket.Name)
        .With("Storage:S3:AccessKey", Bucket.Values["access_key"])
        .With("Storage:S3:SecretKey", Bucket.Values["secret_key"])
        .With("Logging:LogLevel:Default", "Information");

    /// <param name="databaseServer">A connection string; null for the server that the environment names.</param>
    public static async Task<SharedBackends> CreateAsync(string? databaseServer = null) =>
        new(await SharedDatabase.CreateAsync(databaseServer), await SharedBucket.CreateAsync());

    /// <param name="settings">Null for <see cref="Settings"/>.</param>
    public async Task<ServiceProcess> StartAsync(ServiceSettings? settings = null)
    {
        var service = new ServiceProcess((settings ?? Settings).With("Data:Directory", NewFolder()));
        _services.Add(service);
        await service.StartAsync();
        return service;
    }

    /// <summary>Creates a workspace with its key while the first service starts.</summary>
    public async Task<(TestWorkspace TestWorkspace, ServiceProcess Service)> StartWithWorkspaceAsync(ServiceSettings? settings = null)
    {
        var starting = StartAsync(settings);
        return (await TestWorkspace.CreateAsync(Settings), await starting);
    }

    public async ValueTask DisposeAsync()
    {
        await Bucket.DisposeAsync();
        await Database.DisposeAsync();
        _folders.Dispose();

        var lines = _services.SelectMany(service => service.Log).ToList();
        Assert.That(lines.Where(ContainsSecret).Select(Shorten), Is.Empty, "No log may contain a signed link or a secret.");
        Assert.That(
            lines.Where(ReportsUnexpectedFault).Select(Shorten), Is.Empty, "No log may report a backend's fault as an unexpected one.");
    }

    private static string Shorten(string line) => line[..Math.Min(line.Length, MaxShownChars)];

    private static bool ReportsUnexpectedFault(string line) =>
        line.Contains(": unexpected ", StringComparison.Ordinal) || line.Contains("interrupted", StringComparison.Ordinal);

    private bool ContainsSecret(string line)
    {
        string[] secrets =
        [
            "X-Amz-Signature", "X-Amz-Credential", "rk_", SharedDatabase.Password, Bucket.Values["secret_key"], Bucket.Values["access_key"],
        ];
        return secrets.Any(secret => line.Contains(secret, StringComparison.OrdinalIgnoreCase));
    }

    private string NewFolder() => Directory.CreateDirectory(Path.Combine(_folders.Path, Guid.NewGuid().ToString("N"))).FullName;
}
