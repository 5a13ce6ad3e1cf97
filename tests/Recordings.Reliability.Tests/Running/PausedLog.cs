using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;
using System.Text.Json;

namespace Recordings.Reliability.Tests.Running;

/// <summary>The service as a process whose standard error the test reads itself, and may stop reading.</summary>
internal sealed class PausedLog : IAsyncDisposable
{
    private static readonly TimeSpan StartTimeout = TimeSpan.FromSeconds(60);

    private readonly ConcurrentQueue<string> _lines = new();
    private readonly TaskCompletionSource _listening = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly Process _process;
    private readonly Task _reading;
    private volatile TaskCompletionSource _mayRead = new();

    private PausedLog(ServiceSettings settings)
    {
        Address = new Uri($"http://127.0.0.1:{FreePort.Find().ToString(CultureInfo.InvariantCulture)}");
        _process = Process.Start(ServiceExecutable.CreateStartInfo(settings, [], $"--urls={Address}"))!;
        _mayRead.SetResult();
        _reading = ReadAsync();
    }

    public Uri Address { get; }

    /// <summary>The lines that were read so far.</summary>
    public IReadOnlyCollection<string> Lines => _lines;

    /// <summary>Returns when the service listens.</summary>
    public static async Task<PausedLog> StartAsync(ServiceSettings settings)
    {
        var service = new PausedLog(settings);
        if (await Task.WhenAny(service._listening.Task, service._reading).WaitAsync(StartTimeout) == service._reading)
            throw new AssertionException($"The service exited:\n{string.Join('\n', service._lines)}");
        return service;
    }

    /// <summary>From now on the pipe fills: a read that has begun takes a last few lines.</summary>
    public void Pause() => _mayRead = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);

    public void Resume() => _mayRead.TrySetResult();

    /// <summary>SIGKILL, then all that the pipe holds is read.</summary>
    public async Task KillAsync()
    {
        _process.Kill();
        await _reading;
        await _process.WaitForExitAsync();
    }

    /// <summary>SIGTERM; returns the exit code.</summary>
    public async Task<int> TerminateAsync(TimeSpan timeout)
    {
        Signals.Send(_process.Id, Signals.Terminate);
        await _process.WaitForExitAsync(new CancellationTokenSource(timeout).Token);
        return _process.ExitCode;
    }

    /// <summary>The state of each audit line, a field of which has this value.</summary>
    public IEnumerable<JsonElement> FindAudit(string field, string value) =>
        from line in _lines
        where line.StartsWith('{') && line.Contains("\"Recordings.Audit\"", StringComparison.Ordinal)
        let state = JsonElement.Parse(line).GetProperty("State")
        where state.GetProperty(field).ToString() == value
        select state;

    public async ValueTask DisposeAsync()
    {
        Resume();
        if (!_process.HasExited)
            await KillAsync();
        _process.Dispose();
    }

    private async Task ReadAsync()
    {
        while (await _process.StandardError.ReadLineAsync() is { } line)
        {
            _lines.Enqueue(line);
            if (line.Contains("Now listening on", StringComparison.Ordinal))
                _listening.TrySetResult();
            await _mayRead.Task;
        }
    }
}
