using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;

namespace Recordings.Reliability.Tests.Running;

/// <summary>The running service. It keeps its port from start to start, so that clients find it again after a crash.</summary>
internal sealed class ServiceProcess : IAsyncDisposable
{
    private static readonly TimeSpan StartPatience = TimeSpan.FromSeconds(60);

    private readonly ServiceSettings _settings;
    private readonly IReadOnlyList<string> _prefix;
    private readonly ConcurrentQueue<string> _log = new();
    private Process? _process;
    private bool _endExpected;

    public ServiceProcess(ServiceSettings settings, params string[] prefix)
    {
        (_settings, _prefix) = (settings, prefix);
        Address = new Uri($"http://127.0.0.1:{FreePort.Find().ToString(CultureInfo.InvariantCulture)}");
    }

    public Uri Address { get; }

    public int Id => Running.Id;

    public bool IsAlive => _process is { HasExited: false };

    /// <summary>Every line written since the first start.</summary>
    public IReadOnlyCollection<string> Log => _log;

    private Process Running => _process ?? throw new InvalidOperationException("The service was not started.");

    public static async Task<ServiceProcess> StartAsync(ServiceSettings settings, params string[] prefix)
    {
        var service = new ServiceProcess(settings, prefix);
        await service.StartAsync();
        return service;
    }

    /// <summary>Returns when it listens; fails the test when it ends instead.</summary>
    public async Task StartAsync()
    {
        var listening = Launch();
        var first = await Task.WhenAny(listening, Running.WaitForExitAsync()).WaitAsync(StartPatience);
        if (first != listening)
            throw new AssertionException($"The service ended with {Running.ExitCode}:\n{LastWords()}");
    }

    /// <summary>Whether it came to listen; false when it ended before.</summary>
    public async Task<bool> StartsAsync()
    {
        var listening = Launch();
        _endExpected = true;
        return await Task.WhenAny(listening, Running.WaitForExitAsync()).WaitAsync(StartPatience) == listening;
    }

    /// <summary>Starts it and waits for its end, as for a start that must be refused.</summary>
    public async Task<int> RunToEndAsync()
    {
        _ = Launch();
        _endExpected = true;
        return await WaitForEndAsync(StartPatience);
    }

    /// <summary>kill -9: nothing of it runs on.</summary>
    public async Task KillAsync()
    {
        _endExpected = true;
        Running.Kill();
        await Running.WaitForExitAsync();
    }

    /// <summary>SIGTERM, as an orchestrator sends it; returns at once.</summary>
    public void AskToStop()
    {
        _endExpected = true;
        Signals.Send(Running.Id, Signals.Terminate);
    }

    /// <summary>kill -STOP: it keeps its memory and its connections, and does nothing.</summary>
    public void Suspend() => Signals.Send(Running.Id, Signals.Stop);

    /// <summary>kill -CONT.</summary>
    public void Resume() => Signals.Send(Running.Id, Signals.Continue);

    /// <summary>The exit code.</summary>
    public async Task<int> WaitForEndAsync(TimeSpan patience)
    {
        await Running.WaitForExitAsync().WaitAsync(patience);
        return Running.ExitCode;
    }

    public string LastWords() => string.Join('\n', _log.TakeLast(20));

    public async ValueTask DisposeAsync()
    {
        if (!_endExpected && (!IsAlive || _log.Any(line => line.Contains("shutting down", StringComparison.Ordinal))))
            await TestContext.Out.WriteLineAsync($"The service ended by itself:\n{LastWords()}");
        if (IsAlive)
            await KillAsync();
        _process?.Dispose();
    }

    private Task Launch()
    {
        var listening = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        _process?.Dispose();
        _endExpected = false;
        _process = Process.Start(ServiceExecutable.Describe(_settings, _prefix, $"--urls={Address}"))!;
        _process.ErrorDataReceived += (_, line) =>
        {
            if (line.Data is not { } text)
                return;
            _log.Enqueue(text);
            if (text.Contains("Now listening on", StringComparison.Ordinal))
                listening.TrySetResult();
        };
        _process.OutputDataReceived += (_, line) =>
        {
            if (line.Data is { } text)
                _log.Enqueue(text);
        };
        _process.BeginErrorReadLine();
        _process.BeginOutputReadLine();
        return listening.Task;
    }
}
