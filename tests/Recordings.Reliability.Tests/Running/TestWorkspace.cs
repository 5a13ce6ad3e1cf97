using System.Net.Http.Headers;
using System.Net.Sockets;

namespace Recordings.Reliability.Tests.Running;

/// <summary>A workspace and an API key with every scope in it, both created with the command line.</summary>
internal sealed record TestWorkspace(string Uuid, string Key)
{
    /// <summary>Fixed: a buffer that may grow would take in a whole call while the test's reader pauses.</summary>
    private const int ReceiveBufferBytes = 64 * 1024;

    private static readonly TimeSpan Timeout = TimeSpan.FromSeconds(60);

    public static async Task<TestWorkspace> CreateAsync(ServiceSettings settings)
    {
        var workspace = await ServiceExecutable.CommandAsync(settings, "workspaces", "create", "--name", "Trust");
        var uuid = workspace.GetProperty("workspace_uuid").GetString()!;
        var key = await ServiceExecutable.CommandAsync(
            settings, "keys", "create", "--workspace", uuid, "--member", "m-1", "--scopes", "chats:admin");
        return new TestWorkspace(uuid, key.GetProperty("key").GetString()!);
    }

    /// <summary>A client with the URL of this workspace's chats as base address.</summary>
    public HttpClient CreateClient(Uri service)
    {
        var client = new HttpClient(new SocketsHttpHandler { UseProxy = false, ConnectCallback = ConnectAsync })
        {
            BaseAddress = new Uri(service, $"/api/v2/w/{Uuid}/recordings/chat/"),
            Timeout = Timeout,
        };
        client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", Key);
        return client;
    }

    private static async ValueTask<Stream> ConnectAsync(SocketsHttpConnectionContext context, CancellationToken cancellationToken)
    {
        var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true, ReceiveBufferSize = ReceiveBufferBytes };
        try
        {
            await socket.ConnectAsync(context.DnsEndPoint, cancellationToken);
            return new NetworkStream(socket, ownsSocket: true);
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }
}
