using System.Net;
using System.Net.Sockets;
using System.Text;
using Recordings.Application.Ports;
using Recordings.Application.Storage;
using Recordings.Domain.Chats;
using Recordings.Domain.Workspaces;
using Recordings.Infrastructure.S3;
using Recordings.Infrastructure.Tests.Stores;

namespace Recordings.Infrastructure.Tests.S3;

/// <summary>Checks the encryption header of requests. A listener records the head of one request and answers 403.</summary>
[TestFixture]
[FixtureLifeCycle(LifeCycle.InstancePerTestCase)]
[Parallelizable(ParallelScope.All)]
internal sealed class S3EncryptionTests : IDisposable
{
    private const int SeveralParts = 20_000_000;

    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);

    [SetUp]
    public void Listen() => _listener.Start();

    public void Dispose() => _listener.Dispose();

    [TestCase(1000, "PUT", TestName = "PutAsync_EncryptionConfigured_RequestsIt(small object)")]
    [TestCase(SeveralParts, "POST", TestName = "PutAsync_EncryptionConfigured_RequestsIt(multipart object)")]
    public async Task PutAsync_EncryptionConfigured_RequestsIt(int length, string method)
    {
        var head = await RequestHeadAsync(length, "aws:kms");

        Assert.That(head, Does.StartWith(method));
        Assert.That(head, Does.Contain("\r\nx-amz-server-side-encryption: aws:kms\r\n").IgnoreCase);
    }

    [TestCase(null)]
    [TestCase("")]
    public async Task PutAsync_NoEncryption_RequestsNone(string? encryption)
    {
        var head = await RequestHeadAsync(1000, encryption);

        Assert.That(head, Does.Not.Contain("server-side-encryption").IgnoreCase);
    }

    private async Task<string> RequestHeadAsync(int length, string? encryption)
    {
        using var bucket = TestBucket.Create(new S3Options
        {
            Endpoint = $"http://{_listener.LocalEndpoint}",
            Region = "us-east-1",
            Bucket = "recordings",
            AccessKey = "access",
            SecretKey = "secret",
            ServerSideEncryption = encryption,
        });
        var request = RecordRequestAsync();
        var key = ObjectKeys.NewChunk(new WorkspaceId(Guid.NewGuid()), new ChatId(1), new ChatKey(1));
        Assert.ThrowsAsync<DependencyUnavailableException>(() => bucket.Store.PutAsync(key, new PutBody(new byte[length]), default));
        return await request;
    }

    private async Task<string> RecordRequestAsync()
    {
        using var client = await _listener.AcceptTcpClientAsync();
        var stream = client.GetStream();
        var (buffer, read) = (new byte[64 * 1024], 0);
        while (!Encoding.ASCII.GetString(buffer, 0, read).Contains("\r\n\r\n", StringComparison.Ordinal))
            read += await stream.ReadAsync(buffer.AsMemory(read));

        await stream.WriteAsync("HTTP/1.1 403 Forbidden\r\nContent-Length: 0\r\nConnection: close\r\n\r\n"u8.ToArray());
        return Encoding.ASCII.GetString(buffer, 0, read);
    }
}
