using System.Net.Http.Headers;
using System.Net.Sockets;

namespace Recordings.Reliability.Tests.Running;

/// <summary>A workspace and a key for everything in it, made by the command line.</summary>
internal sealed record Tenant(string Workspace, string Key)
{
    /// <summary>Fixed: one that may grow takes in whole calls for a listener who has paused.</summary>
    private const int ReceiveBufferBytes = 64 * 1024;

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    public static async Task<Tenant> CreateAsync(ServiceSettings settings)
    {
        var workspace = await ServiceExecutable.CommandAsync(settings, "workspaces", "create", "--name", "Trust");
        var uuid = workspace.GetProperty("workspace_uuid").GetString()!;
        var key = await ServiceExecutable.CommandAsync(
            settings, "keys", "create", "--workspace", uuid, "--member", "m-1", "--scopes", "chats:admin");
        return new Tenant(uuid, key.GetProperty("key").GetString()!);
    }

    /// <summary>A client whose base address is this workspace's chats.</summary>
    public HttpClient CreateClient(Uri service)
    {
        var client = new HttpClient(new SocketsHttpHandler { UseProxy = false, ConnectCallback = ConnectAsync })
        {
            BaseAddress = new Uri(service, $"/api/v2/w/{Workspace}/recordings/chat/"),
            Timeout = Patience,
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
