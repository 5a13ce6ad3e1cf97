using Recordings.Benchmarks.Calls;
using Recordings.Benchmarks.Running;

namespace Recordings.Benchmarks.Rows;

/// <summary>The state that the rows share: a folder, the generated calls, and the service's data with the captured calls.</summary>
internal sealed class BenchmarkContext : IAsyncDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("recordings-benchmarks-");
    private readonly Dictionary<string, GeneratedCall> _calls = [];
    private readonly Dictionary<string, long> _captured = [];
    private readonly List<string> _missing = [];
    private readonly Dictionary<string, Credentials> _credentials = [];
    private long _lastChat;

    public required bool Quick { get; init; }

    public string Scratch => _folder.CreateSubdirectory("scratch").FullName;

    /// <summary>Missing programs and servers; their rows are skipped.</summary>
    public IReadOnlyList<string> Missing => _missing;

    /// <summary>The number of samples of a row; at most 2 in a quick run.</summary>
    public int Samples(int full) => Quick ? Math.Min(full, 2) : full;

    /// <summary>The length of a call in minutes; a tenth of it in a quick run.</summary>
    public int Minutes(int full) => Quick ? Math.Max(2, full / 10) : full;

    public bool IsAvailable(string program) => IsAvailable(program, ChildProcesses.Exists(program));

    /// <summary>Returns whether a row's requirement is met; adds it to <see cref="Missing"/> if not.</summary>
    public bool IsAvailable(string requirement, bool isAvailable)
    {
        if (!isAvailable && !_missing.Contains(requirement))
            _missing.Add(requirement);
        return isAvailable;
    }

    public GeneratedCall Call(CallShape shape)
    {
        if (!_calls.TryGetValue(shape.Name, out var call))
            _calls[shape.Name] = call = GeneratedCall.Create(shape, _folder.CreateSubdirectory("calls").FullName);
        return call;
    }

    public Task<Service> StartServiceAsync() => StartServiceAsync("data", Deployment.Embedded);

    /// <param name="name">The name of the data directory. A later service with the same name uses the same data.</param>
    /// <param name="deploy">Creates the deployment for that directory.</param>
    public async Task<Service> StartServiceAsync(string name, Func<string, Deployment> deploy)
    {
        var deployment = deploy(_folder.CreateSubdirectory(name).FullName);
        if (!_credentials.TryGetValue(name, out var credentials))
            _credentials[name] = credentials = await Service.CreateWorkspaceAsync(deployment);
        return await Service.StartAsync(deployment, credentials);
    }

    /// <summary>A new data directory that no other row uses.</summary>
    public string CreateDataDirectory() => _folder.CreateSubdirectory(Guid.NewGuid().ToString("N")).FullName;

    /// <summary>Returns the chat of a captured call of this shape; captures the call if there is none.</summary>
    public async Task<long> CaptureOnceAsync(PlatformClient platform, CallShape shape)
    {
        if (!_captured.TryGetValue(shape.Name, out var chat))
            _captured[shape.Name] = chat = await CaptureAsync(platform, shape);
        return chat;
    }

    public async Task<long> CaptureAsync(PlatformClient platform, CallShape shape)
    {
        await platform.CaptureAsync(++_lastChat, Call(shape));
        return _lastChat;
    }

    public ValueTask DisposeAsync()
    {
        _folder.Delete(recursive: true);
        return ValueTask.CompletedTask;
    }
}
