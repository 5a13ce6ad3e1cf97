using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;

namespace Recordings.Reliability.Tests.Running;

/// <summary>The service as a process. It keeps its port when it is started again, so that clients can reconnect after a crash.</summary>
internal sealed class ServiceProcess : IAsyncDisposable
{
    private static readonly TimeSpan StartTimeout = TimeSpan.FromSeconds(60);

    private readonly ServiceSettings _settings;
    private readonly IReadOnlyList<string> _prefix;
    private readonly ConcurrentQueue<string> _log = new();
    private Process? _process;
    private bool _exitExpected;

    public ServiceProcess(ServiceSettings settings, params string[] prefix)
    {
        (_settings, _prefix) = (settings, prefix);
        Address = new Uri($"http://127.0.0.1:{FreePort.Find().ToString(CultureInfo.InvariantCulture)}");
    }

    public Uri Address { get; }

    public int Id => Running.Id;

    public bool IsAlive => _process is { HasExited: false };

    /// <summary>All lines written since the first start.</summary>
    public IReadOnlyCollection<string> Log => _log;

    private Process Running => _process ?? throw new InvalidOperationException("The service was not started.");

    public static async Task<ServiceProcess> StartAsync(ServiceSettings settings, params string[] prefix)
    {
        var service = new ServiceProcess(settings, prefix);
        await service.StartAsync();
        return service;
    }

    /// <summary>Returns when the service listens; fails the test if it exits instead.</summary>
    public async Task StartAsync()
    {
        var listening = Launch();
        var first = await Task.WhenAny(listening, Running.WaitForExitAsync()).WaitAsync(StartTimeout);
        if (first != listening)
            throw new AssertionException($"The service exited with {Running.ExitCode}:\n{LogTail()}");
    }

    /// <summary>True when the service listens; false if it exits before.</summary>
    public async Task<bool> TryStartAsync()
    {
        var listening = Launch();
        _exitExpected = true;
        return await Task.WhenAny(listening, Running.WaitForExitAsync()).WaitAsync(StartTimeout) == listening;
    }

    /// <summary>Starts the service and waits for its exit; returns the exit code. For a start that must fail.</summary>
    public async Task<int> RunUntilExitAsync()
    {
        _ = Launch();
        _exitExpected = true;
        return await WaitForExitAsync(StartTimeout);
    }

    /// <summary>SIGKILL; returns after the exit.</summary>
    public async Task KillAsync()
    {
        _exitExpected = true;
        Running.Kill();
        await Running.WaitForExitAsync();
    }

    /// <summary>SIGTERM, which an orchestrator sends; returns at once.</summary>
    public void Terminate()
    {
        _exitExpected = true;
        Signals.Send(Running.Id, Signals.Terminate);
    }

    /// <summary>SIGSTOP: the process keeps its memory and its connections, but does not run.</summary>
    public void Suspend() => Signals.Send(Running.Id, Signals.Stop);

    /// <summary>SIGCONT.</summary>
    public void Resume() => Signals.Send(Running.Id, Signals.Continue);

    /// <summary>Returns the exit code.</summary>
    public async Task<int> WaitForExitAsync(TimeSpan timeout)
    {
        await Running.WaitForExitAsync().WaitAsync(timeout);
        return Running.ExitCode;
    }

    public string LogTail() => string.Join('\n', _log.TakeLast(20));

    public async ValueTask DisposeAsync()
    {
        if (!_exitExpected && (!IsAlive || _log.Any(line => line.Contains("shutting down", StringComparison.Ordinal))))
            await TestContext.Out.WriteLineAsync($"The service exited unexpectedly:\n{LogTail()}");
        if (IsAlive)
            await KillAsync();
        _process?.Dispose();
    }

    private Task Launch()
    {
        var listening = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        _process?.Dispose();
        _exitExpected = false;
        _process = Process.Start(ServiceExecutable.CreateStartInfo(_settings, _prefix, $"--urls={Address}"))!;
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
