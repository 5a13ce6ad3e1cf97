using System.Diagnostics;
using Recordings.Benchmarks.Running;

namespace Recordings.Benchmarks.Rivals;

/// <summary>nginx on the same files that the service serves, with sendfile and without a log.</summary>
internal sealed class Nginx : IAsyncDisposable
{
    public const string Program = "nginx";

    private readonly Process _process;

    private Nginx(Process process, int port) => (_process, Port) = (process, port);

    public int Port { get; }

    public static async Task<Nginx> StartAsync(string folder, string root)
    {
        var port = LoopbackPort.Find();
        var file = Path.Combine(folder, "nginx.conf");

        // If root starts nginx, its workers run as another user, who cannot read the service's files.
        var user = Environment.UserName == "root" ? "user root;" : "";
        await File.WriteAllTextAsync(file, $$"""
            {{user}}
            daemon off;
            worker_processes {{Environment.ProcessorCount}};
            pid {{folder}}/nginx.pid;
            error_log {{folder}}/nginx.log;
            events { }
            http {
                access_log off;
                sendfile on;
                tcp_nopush on;
                keepalive_requests 1000000;
                client_body_temp_path {{folder}}/nginx-temp;
                server {
                    listen 127.0.0.1:{{port}};
                    root {{root}};
                }
            }
            """);
        var process = Process.Start(new ProcessStartInfo(
            File.Exists("/usr/sbin/nginx") ? "/usr/sbin/nginx" : Program, ["-c", file, "-p", folder, "-e", $"{folder}/nginx.log"]))!;
        await LoopbackPort.WaitAsync(port);
        return new Nginx(process, port);
    }

    public async ValueTask DisposeAsync()
    {
        // On SIGTERM the master ends its workers before it exits.
        using var kill = Process.Start("/bin/kill", ["-TERM", $"{_process.Id}"]);
        await kill.WaitForExitAsync();
        await _process.WaitForExitAsync();
        _process.Dispose();
    }
}
