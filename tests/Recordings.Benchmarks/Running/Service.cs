using System.Diagnostics;
using System.Reflection;
using System.Text.Json;

namespace Recordings.Benchmarks.Running;

/// <summary>The service's executable as a process. The data directory stays when the process ends.</summary>
internal sealed class Service : IAsyncDisposable
{
    private static readonly string Executable = typeof(Service).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>()
        .First(attribute => attribute.Key == "Service").Value!;

    private readonly Process _process;
    private readonly Deployment _deployment;

    private Service(Process process, Deployment deployment, int port, Credentials credentials)
    {
        (_process, _deployment, Port, Credentials) = (process, deployment, port, credentials);
        Usage = new ProcessUsage(process.Id);
    }

    public int Port { get; }

    public Credentials Credentials { get; }

    public ProcessUsage Usage { get; }

    public string Objects => Path.Combine(_deployment.Data, "objects");

    public static async Task<Credentials> CreateWorkspaceAsync(Deployment deployment)
    {
        var workspace = await RunCommandAsync(deployment, "workspace_uuid", "workspaces", "create", "--name", "benchmarks");
        return await CreateKeyAsync(deployment, workspace);
    }

    public static async Task<Credentials> CreateKeyAsync(Deployment deployment, string workspace) => new(workspace, await RunCommandAsync(
        deployment, "key", "keys", "create", "--workspace", workspace, "--member", "benchmarks", "--scopes", "chats:read chats:write"));

    public static async Task<Service> StartAsync(Deployment deployment, Credentials credentials)
    {
        var port = LoopbackPort.Find();

        // With MaxSilentHours=0 a call with a pause is not assembled in the background: the first download-url assembles it. The log
        // goes to a file, as in a container, so that this process spends no CPU on it.
        var start = new ProcessStartInfo("/bin/sh",
        [
            "-c", "exec \"$0\" \"$@\" 2>> service.log", Executable,
            "--urls", $"http://127.0.0.1:{port}", "--Capture:MaxSilentHours=0", "--Shutdown:DrainSeconds=0",
        ])
        {
            WorkingDirectory = deployment.Data,
            Environment = { ["ASPNETCORE_ENVIRONMENT"] = "Production" },
        };
        var process = Process.Start(WithSettings(start, deployment))!;
        await LoopbackPort.WaitAsync(port);
        return new Service(process, deployment, port, credentials);
    }

    /// <summary>
    /// Runs the load until the runtime has the final code of the hot methods. It compiles them up to three times, each time after more
    /// calls and an idle moment.
    /// </summary>
    public async Task WarmUpAsync(Action load)
    {
        for (var i = 0; i < 4; i++)
        {
            load();
            await Usage.WaitUntilIdleAsync();
        }
    }

    /// <summary>Deletes the assembled files; the service does not notice. The next request assembles the call again.</summary>
    public void DeleteAssembled()
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

    private static async Task<string> RunCommandAsync(Deployment deployment, string field, params string[] arguments)
    {
        var start = new ProcessStartInfo(Executable, arguments) { RedirectStandardOutput = true };
        using var process = Process.Start(WithSettings(start, deployment))!;
        var answer = await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();
        return JsonDocument.Parse(answer).RootElement.GetProperty(field).GetString()!;
    }

    private static ProcessStartInfo WithSettings(ProcessStartInfo start, Deployment deployment)
    {
        start.Environment["Data__Directory"] = deployment.Data;
        foreach (var (key, value) in deployment.Settings)
            start.Environment[key] = value;
        return start;
    }
}

internal sealed record Credentials(string Workspace, string Key);
