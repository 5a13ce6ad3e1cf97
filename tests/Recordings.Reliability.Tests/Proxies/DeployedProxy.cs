using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;
using System.Net.Sockets;

namespace Recordings.Reliability.Tests.Proxies;

/// <summary>nginx with deploy/nginx.conf. Only addresses and folders are replaced, and timeouts if a test says so.</summary>
internal sealed class DeployedProxy : IAsyncDisposable
{
    private static readonly TimeSpan StartTimeout = TimeSpan.FromSeconds(20);

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("recordings-proxy-");
    private readonly ConcurrentQueue<string> _log = new();
    private readonly Process _process;

    private DeployedProxy(int port, IReadOnlyList<Uri> replicas, IReadOnlyDictionary<string, string> replacements)
    {
        Address = new Uri($"http://127.0.0.1:{Text(port)}");
        var file = Path.Combine(_folder.FullName, "nginx.conf");
        File.WriteAllText(file, Configure(port, replicas, replacements));

        // As root it would run its workers as another user, who may not write the log's pipe.
        var start = new ProcessStartInfo(Program!, ["-c", file, "-p", _folder.FullName, "-g", $"daemon off;{(Environment.IsPrivilegedProcess ? " user root;" : "")}"])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        _process = Process.Start(start)!;
        _process.OutputDataReceived += Keep;
        _process.ErrorDataReceived += Keep;
        _process.BeginOutputReadLine();
        _process.BeginErrorReadLine();
    }

    /// <summary>Debian installs it where the path of a user does not lead.</summary>
    public static string? Program { get; } = ((Environment.GetEnvironmentVariable("PATH") ?? "") + Path.PathSeparator + "/usr/sbin")
        .Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries)
        .Select(folder => Path.Combine(folder, "nginx"))
        .FirstOrDefault(File.Exists);

    public Uri Address { get; }

    /// <summary>All lines of both logs.</summary>
    public IReadOnlyCollection<string> Log => _log;

    /// <param name="port">A free loopback port.</param>
    /// <param name="replicas">One or two.</param>
    /// <param name="replacements">Other texts of the configuration that are replaced, such as a timeout.</param>
    public static async Task<DeployedProxy> StartAsync(
        int port, IReadOnlyList<Uri> replicas, IReadOnlyDictionary<string, string>? replacements = null)
    {
        var proxy = new DeployedProxy(port, replicas, replacements ?? new Dictionary<string, string>());
        try
        {
            await proxy.WaitAsync();
            return proxy;
        }
        catch
        {
            await proxy.DisposeAsync();
            throw;
        }
    }

    /// <summary>Ends the proxy; its log is complete then.</summary>
    public async Task StopAsync()
    {
        if (!_process.HasExited)
        {
            // On SIGTERM the master ends its workers before it exits.
            using var kill = Process.Start("kill", ["-TERM", Text(_process.Id)]);
            await kill.WaitForExitAsync();
        }

        // Returns after the last line of the log.
        await _process.WaitForExitAsync();
    }

    public async ValueTask DisposeAsync()
    {
        await StopAsync();
        _process.Dispose();
        _folder.Delete(recursive: true);
    }

    private string Configure(int port, IReadOnlyList<Uri> replicas, IReadOnlyDictionary<string, string> replacements)
    {
        var text = File.ReadAllText(FindConfiguration());
        Replace("listen 8080;", $"listen {Address.Authority};");
        Replace("recordings-1:8080", replicas[0].Authority);
        Replace("recordings-2:8080", replicas[^1].Authority);
        Replace("/tmp/", $"{_folder.FullName}/");
        foreach (var (old, replacement) in replacements)
            Replace(old, replacement);
        return text;

        void Replace(string old, string replacement) => text = text.Contains(old, StringComparison.Ordinal)
            ? text.Replace(old, replacement, StringComparison.Ordinal)
            : throw new InvalidOperationException($"deploy/nginx.conf does not contain {old}");
    }

    private async Task WaitAsync()
    {
        var started = Stopwatch.GetTimestamp();
        while (true)
        {
            using var probe = new TcpClient();
            try
            {
                await probe.ConnectAsync(Address.Host, Address.Port);
                return;
            }
            catch (SocketException) when (!_process.HasExited && Stopwatch.GetElapsedTime(started) < StartTimeout)
            {
                await Task.Delay(10);
            }
            catch (SocketException)
            {
                await StopAsync();
                throw new InvalidOperationException($"nginx does not listen: {string.Join('\n', _log)}");
            }
        }
    }

    private void Keep(object sender, DataReceivedEventArgs line)
    {
        if (line.Data is { } text)
            _log.Enqueue(text);
    }

    private static string FindConfiguration()
    {
        var folder = AppContext.BaseDirectory;
        while (!File.Exists(Path.Combine(folder, "Recordings.sln")))
            folder = Path.GetDirectoryName(folder) ?? throw new DirectoryNotFoundException("The tests do not run in a checkout.");
        return Path.Combine(folder, "deploy", "nginx.conf");
    }

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);
}
