using Recordings.Benchmarks.Calls;
using Recordings.Benchmarks.Running;

namespace Recordings.Benchmarks.Rows;

/// <summary>What the rows share: a folder, the calls made so far, and the service's data with the calls captured so far.</summary>
internal sealed class Bench : IAsyncDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("recordings-benchmarks-");
    private readonly Dictionary<string, MadeCall> _calls = [];
    private readonly Dictionary<string, long> _captured = [];
    private readonly List<string> _missing = [];
    private readonly Dictionary<string, Credentials> _credentials = [];
    private long _lastChat;

    public required bool Quick { get; init; }

    public string Scratch => _folder.CreateSubdirectory("scratch").FullName;

    /// <summary>Programs that rows were left out for.</summary>
    public IReadOnlyList<string> Missing => _missing;

    /// <summary>Samples a row takes.</summary>
    public int Samples(int usual) => Quick ? Math.Min(usual, 2) : usual;

    /// <summary>A shorter call stands in for a long one when only the way is tried.</summary>
    public int Minutes(int usual) => Quick ? Math.Max(2, usual / 10) : usual;

    public bool Has(string program) => Has(program, ChildProcesses.Exists(program));

    /// <summary>Whether what a row needs is there; it is named as missing otherwise.</summary>
    public bool Has(string need, bool isThere)
    {
        if (!isThere && !_missing.Contains(need))
            _missing.Add(need);
        return isThere;
    }

    public MadeCall Call(CallShape shape)
    {
        if (!_calls.TryGetValue(shape.Name, out var call))
            _calls[shape.Name] = call = MadeCall.Make(shape, _folder.CreateSubdirectory("calls").FullName);
        return call;
    }

    public Task<Service> StartServiceAsync() => StartServiceAsync("data", Deployment.Embedded);

    /// <param name="name">Of its data directory; a service of the same name goes on with the same data.</param>
    /// <param name="deploy">Given that directory.</param>
    public async Task<Service> StartServiceAsync(string name, Func<string, Deployment> deploy)
    {
        var deployment = deploy(_folder.CreateSubdirectory(name).FullName);
        if (!_credentials.TryGetValue(name, out var credentials))
            _credentials[name] = credentials = await Service.PrepareAsync(deployment);
        return await Service.StartAsync(deployment, credentials);
    }

    /// <summary>A data directory that no other row sees.</summary>
    public string NewData() => _folder.CreateSubdirectory(Guid.NewGuid().ToString("N")).FullName;

    /// <summary>The chat under which a call of this shape is captured; captured now if it was not before.</summary>
    public async Task<long> CapturedAsync(Platform platform, CallShape shape)
    {
        if (!_captured.TryGetValue(shape.Name, out var chat))
            _captured[shape.Name] = chat = await CaptureAnewAsync(platform, shape);
        return chat;
    }

    public async Task<long> CaptureAnewAsync(Platform platform, CallShape shape)
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
