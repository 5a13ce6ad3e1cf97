using System.Diagnostics;
using System.Reflection;
using System.Text.Json;

namespace Recordings.Benchmarks.Running;

/// <summary>The service's own executable in a process of its own, on a data directory that outlives it.</summary>
internal sealed class Service : IAsyncDisposable
{
    private static readonly string Executable = typeof(Service).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>()
        .First(one => one.Key == "Service").Value!;

    private readonly Process _process;
    private readonly Deployment _deployment;

    private Service(Process process, Deployment deployment, int port, Credentials credentials)
    {
        (_process, _deployment, Port, Credentials) = (process, deployment, port, credentials);
        Meter = new ProcessMeter(process.Id);
    }

    public int Port { get; }

    public Credentials Credentials { get; }

    public ProcessMeter Meter { get; }

    public string Objects => Path.Combine(_deployment.Data, "objects");

    public static async Task<Credentials> PrepareAsync(Deployment deployment)
    {
        var workspace = await AdministerAsync(deployment, "workspace_uuid", "workspaces", "create", "--name", "benchmarks");
        return await CreateKeyAsync(deployment, workspace);
    }

    public static async Task<Credentials> CreateKeyAsync(Deployment deployment, string workspace) => new(workspace, await AdministerAsync(
        deployment, "key", "keys", "create", "--workspace", workspace, "--member", "benchmarks", "--scopes", "chats:read chats:write"));

    public static async Task<Service> StartAsync(Deployment deployment, Credentials credentials)
    {
        var port = LoopbackPort.Find();

        // A call with any pause is left to the first download-url: nothing is assembled before it is asked for. The log goes
        // to a file, as it would to a container's, so that reading it costs this process nothing.
        var start = new ProcessStartInfo("/bin/sh",
        [
            "-c", "exec \"$0\" \"$@\" 2>> service.log", Executable,
            "--urls", $"http://127.0.0.1:{port}", "--Capture:MaxSilentHours=0", "--Shutdown:DrainSeconds=0",
        ])
        {
            WorkingDirectory = deployment.Data,
            Environment = { ["ASPNETCORE_ENVIRONMENT"] = "Production" },
        };
        var process = Process.Start(Configured(start, deployment))!;
        await LoopbackPort.WaitAsync(port);
        return new Service(process, deployment, port, credentials);
    }

    /// <summary>
    /// Loads the service until the runtime has compiled what that runs for good: a hot method is compiled up to three times, each time after
    /// some more calls and a quiet moment.
    /// </summary>
    public async Task WarmUpAsync(Action load)
    {
        for (var i = 0; i < 4; i++)
        {
            load();
            await Meter.SettleAsync();
        }
    }

    /// <summary>Removes the assembled files behind the service's back: the next reader finds the call as if nobody had asked before.</summary>
    public void ForgetAssembled()
    {
        foreach (var file in Directory.EnumerateFiles(Objects, "recording-*.wav", SearchOption.AllDirectories))
            File.Delete(file);
    }

    public async ValueTask DisposeAsync()
    {
        _process.Kill();
        await _process.WaitForExitAsync();
        _process.Dispose();
    }

    private static async Task<string> AdministerAsync(Deployment deployment, string field, params string[] arguments)
    {
        using var process = Process.Start(Configured(new ProcessStartInfo(Executable, arguments) { RedirectStandardOutput = true }, deployment))!;
        var answer = await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();
        return JsonDocument.Parse(answer).RootElement.GetProperty(field).GetString()!;
    }

    private static ProcessStartInfo Configured(ProcessStartInfo start, Deployment deployment)
    {
        start.Environment["Data__Directory"] = deployment.Data;
        foreach (var (key, value) in deployment.Settings)
            start.Environment[key] = value;
        return start;
    }
}

internal sealed record Credentials(string Workspace, string Key);
