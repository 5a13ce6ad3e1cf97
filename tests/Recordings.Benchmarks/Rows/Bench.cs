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
    private Credentials? _credentials;
    private long _lastChat;

    public required bool Quick { get; init; }

    public string Scratch => _folder.CreateSubdirectory("scratch").FullName;

    /// <summary>Programs that rows were left out for.</summary>
    public IReadOnlyList<string> Missing => _missing;

    /// <summary>Samples a row takes.</summary>
    public int Samples(int usual) => Quick ? Math.Min(usual, 2) : usual;

    /// <summary>A shorter call stands in for a long one when only the way is tried.</summary>
    public int Minutes(int usual) => Quick ? Math.Max(2, usual / 10) : usual;

    public bool Has(string program)
    {
        var exists = ChildProcesses.Exists(program);
        if (!exists && !_missing.Contains(program))
            _missing.Add(program);
        return exists;
    }

    public MadeCall Call(CallShape shape)
    {
        if (!_calls.TryGetValue(shape.Name, out var call))
            _calls[shape.Name] = call = MadeCall.Make(shape, _folder.CreateSubdirectory("calls").FullName);
        return call;
    }

    public async Task<Service> StartServiceAsync()
    {
        var data = _folder.CreateSubdirectory("data").FullName;
        _credentials ??= await Service.PrepareAsync(data);
        return await Service.StartAsync(data, _credentials);
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
