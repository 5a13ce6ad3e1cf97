using System.Net;
using System.Net.Sockets;
using System.Text;
using Recordings.Api.Access;
using Recordings.Api.Http;
using Recordings.Application.Access;

namespace Recordings.Api.Tests.Http;

/// <summary>The end of a body, which only a real connection shows.</summary>
[TestFixture]
public sealed class AudioConnectionTests
{
    private const long Length = 3_000_000;
    private const long Middle = 1_000_000;

    private static readonly Representation Representation =
        new("\"9d10\"", new DateTimeOffset(2026, 11, 6, 12, 0, 0, TimeSpan.Zero), lastModifiedIsStrong: true, Length);

    private static IEnumerable<TestCaseData> BrokenStreams() =>
    [
        new TestCaseData(new ProbeStream(Length) { FailsAt = Middle }, typeof(IOException)).SetArgDisplayNames("fails"),
        new TestCaseData(new ProbeStream(Length) { EndsAt = Middle }, typeof(EndOfStreamException)).SetArgDisplayNames("ends early"),
        new TestCaseData(new ProbeStream(Length) { FailsAt = Middle, Failure = new OperationCanceledException() }, typeof(OperationCanceledException))
            .SetArgDisplayNames("times out"),
        new TestCaseData(new ProbeStream(Length) { EndsAt = Length - 1 }, typeof(EndOfStreamException)).SetArgDisplayNames("lacks the last byte"),
    ];

    [TestCaseSource(nameof(BrokenStreams))]
    public async Task Get_StreamBreaksMidBody_ClientSeesABrokenConnection(Stream content, Type _)
    {
        await using var server = await AudioServer.StartAsync(content, Representation);
        using var client = new HttpClient();
        using var response = await client.GetAsync(server.Address, HttpCompletionOption.ResponseHeadersRead);

        Assert.That(response.Content.Headers.ContentLength, Is.EqualTo(Length));
        Assert.That(async () => await response.Content.ReadAsByteArrayAsync(), Throws.InstanceOf<IOException>().Or.InstanceOf<HttpRequestException>());
    }

    [TestCaseSource(nameof(BrokenStreams))]
    public async Task Get_StreamBreaksMidBody_IsAbortedAndReportedAsBroken(Stream content, Type failure)
    {
        await using var server = await AudioServer.StartAsync(content, Representation);
        using var client = new HttpClient();
        using var response = await client.GetAsync(server.Address, HttpCompletionOption.ResponseHeadersRead);
        await response.Content.CopyToAsync(Stream.Null).ContinueWith(_ => { }, TaskScheduler.Default);

        var access = await server.Access;

        Assert.That(
            (access?.End, server.Aborts, server.Logs.Lines.Single(line => line.Category == typeof(AudioResultExecutor).FullName).Values["Failure"]),
            Is.EqualTo(((AccessEnd?)AccessEnd.Broken, 1, failure.Name)));
    }

    [Test]
    public async Task Get_StreamBreaksMidBodyOnHttp2_ClientSeesABrokenStream()
    {
        await using var server = await AudioServer.StartAsync(new ProbeStream(Length) { FailsAt = Middle }, Representation, http2: true);
        using var client = new HttpClient { DefaultRequestVersion = HttpVersion.Version20, DefaultVersionPolicy = HttpVersionPolicy.RequestVersionExact };
        using var response = await client.GetAsync(server.Address, HttpCompletionOption.ResponseHeadersRead);

        Assert.That(async () => await response.Content.ReadAsByteArrayAsync(), Throws.InstanceOf<IOException>().Or.InstanceOf<HttpRequestException>());
    }

    [Test]
    public async Task Get_StreamFailsAtOnce_IsACompleteAnswer()
    {
        await using var server = await AudioServer.StartAsync(new ProbeStream(Length) { FailsAt = 0 }, Representation);
        using var client = new HttpClient();

        using var response = await client.GetAsync(server.Address);

        Assert.That(
            (response.StatusCode, await response.Content.ReadAsStringAsync(), response.Headers.ETag),
            Is.EqualTo((HttpStatusCode.InternalServerError, "failed", (object?)null)));
    }

    [Test]
    public async Task Get_ClientDisconnects_IsNoFailureAndDisposesTheStream()
    {
        var content = new ProbeStream(Length) { StallsAt = Middle };
        await using var server = await AudioServer.StartAsync(content, Representation);
        using (var socket = await RequestAsync(server.Address, "GET / HTTP/1.1\r\nHost: x\r\n\r\n"))
        {
            await content.Stalled.WaitAsync(TimeSpan.FromSeconds(30));
        }

        var access = await server.Access;

        Assert.That(
            (access?.End, content.Disposals, server.Aborts, server.Logs.Lines.Count(line => line.Category == typeof(AudioResultExecutor).FullName)),
            Is.EqualTo(((AccessEnd?)AccessEnd.ClientLeft, 1, 0, 0)));
    }

    [Test]
    public async Task Get_ClientDisconnectsBeforeTheFirstByte_IsNoFailure()
    {
        var content = new ProbeStream(Length) { StallsAt = 0 };
        await using var server = await AudioServer.StartAsync(content, Representation);
        using (var socket = await RequestAsync(server.Address, "GET / HTTP/1.1\r\nHost: x\r\n\r\n"))
        {
            await content.Stalled.WaitAsync(TimeSpan.FromSeconds(30));
        }

        var access = await server.Access;

        Assert.That((access, server.Status), Is.EqualTo((new AudioAccess(AccessEnd.ClientLeft, Sent: null), 499)));
    }

    [Test]
    public async Task R1_Whole_IsNeverChunked()
    {
        await using var server = await AudioServer.StartAsync(new ProbeStream(Length), Representation);
        using var client = new HttpClient();

        using var response = await client.GetAsync(server.Address);

        Assert.That(
            (response.Headers.TransferEncodingChunked, response.Content.Headers.ContentLength),
            Is.EqualTo(((bool?)null, (long?)Length)));
    }

    // The application sees an empty field as present. A plain client does not send one.
    [TestCase("GET", "If-Match:", "HTTP/1.1 412")]
    [TestCase("HEAD", "If-Match: \"other\"", "HTTP/1.1 412")]
    [TestCase("GET", "If-None-Match:\r\nIf-Modified-Since: Fri, 06 Nov 2026 12:00:00 GMT", "HTTP/1.1 200")]
    [TestCase("GET", "If-None-Match: \"x\"\r\nIf-None-Match: \"9d10\"", "HTTP/1.1 304")]
    [TestCase("GET", "Range: bytes=0-1\r\nRange: bytes=5-6", "HTTP/1.1 200")]
    [TestCase("GET", "Range: bytes=-0", "HTTP/1.1 416")]
    public async Task Request_FieldsOnTheWire_AnswersWithStatus(string method, string fields, string status)
    {
        await using var server = await AudioServer.StartAsync(new ProbeStream(Length), Representation);
        using var socket = await RequestAsync(server.Address, $"{method} / HTTP/1.1\r\nHost: x\r\nConnection: close\r\n{fields}\r\n\r\n");
        using var reader = new StreamReader(new NetworkStream(socket), Encoding.Latin1);

        Assert.That(await reader.ReadLineAsync(), Does.StartWith(status));
    }

    private static async Task<Socket> RequestAsync(Uri address, string request)
    {
        var socket = new Socket(SocketType.Stream, ProtocolType.Tcp);
        await socket.ConnectAsync(address.Host, address.Port);
        await socket.SendAsync(Encoding.UTF8.GetBytes(request));
        return socket;
    }
}
