using System.Net;
using System.Net.Http.Headers;
using Recordings.Application.Links;
using Recordings.Application.Ports;
using Recordings.Application.Storage;
using Recordings.Domain.Access;
using Recordings.Domain.Chats;
using Recordings.Domain.Recordings;
using Recordings.Domain.Workspaces;
using Recordings.Infrastructure.S3;
using Recordings.Infrastructure.Tests.Stores;
using MicrosoftOptions = Microsoft.Extensions.Options.Options;

namespace Recordings.Infrastructure.Tests.S3;

[TestFixture]
[Category("NeedsS3")]
internal sealed class S3LinksTests
{
    private static readonly WorkspaceId Workspace = new(Guid.Parse("6d1f0c0e-6a3c-4c62-9a2e-0f6d5f3b9a11"));
    private static readonly byte[] Content = [.. Enumerable.Range(0, 200).Select(number => (byte)number)];

    private readonly HttpClient _listener = new();
    private TestBucket? _bucket;
    private RenditionFile _file = null!;

    [OneTimeSetUp]
    public async Task StoreFileAsync()
    {
        _bucket = await TestBucket.CreateAsync();
        _file = new RenditionFile(ObjectKeys.File(Workspace, new ChatId(48213), new ChatKey(7), default), default, Content.Length, default);
        await _bucket.Store.PutAsync(_file.ObjectKey, new PutBody(Content), default);
    }

    [OneTimeTearDown]
    public void Close()
    {
        _listener.Dispose();
        _bucket?.Dispose();
    }

    [Test]
    public async Task SignAsync_RangeRequest_ReturnsTheRange()
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, (await SignAsync()).Url);
        request.Headers.Range = new RangeHeaderValue(10, 19);
        using var response = await _listener.SendAsync(request);

        Assert.That(response.StatusCode, Is.EqualTo(HttpStatusCode.PartialContent));
        Assert.That(await response.Content.ReadAsByteArrayAsync(), Is.EqualTo(Content[10..20]));
    }

    [TestCase(false, "inline; filename=\"recording-48213.wav\"")]
    [TestCase(true, "attachment; filename=\"recording-48213.wav\"")]
    public async Task SignAsync_Link_SetsTheFileName(bool download, string disposition)
    {
        using var response = await _listener.GetAsync((await SignAsync(download: download)).Url);

        Assert.That(response.Content.Headers.ContentDisposition!.ToString(), Is.EqualTo(disposition));
    }

    [Test]
    public async Task SignAsync_Link_SetsContentTypeAndNoStore()
    {
        using var response = await _listener.GetAsync((await SignAsync()).Url);

        Assert.That(response.Content.Headers.ContentType!.ToString(), Is.EqualTo("audio/wav"));
        Assert.That(response.Headers.CacheControl!.ToString(), Does.Contain("no-store").And.Contain("private"));
    }

    [Test]
    public async Task SignAsync_ParameterChanged_IsRejected()
    {
        var link = (await SignAsync()).Url.AbsoluteUri;
        var values = link[(link.IndexOf('?') + 1)..].Split('&').Select(pair => pair.Split('=')).ToArray();

        Assert.That(values.Select(pair => pair[0]), Is.SupersetOf((string[])[
            "X-Amz-Expires", "X-Amz-Date", "X-Amz-Signature", "response-content-type", "response-content-disposition", "response-cache-control", "x-link"]));
        foreach (var pair in values)
        {
            var changed = link.Replace($"{pair[0]}={pair[1]}", $"{pair[0]}={Changed(pair[1])}", StringComparison.Ordinal);
            Assert.That(await StatusAsync(changed), Is.AnyOf(400, 403), pair[0]);
        }
    }

    [Test]
    public async Task SignAsync_ParameterRemoved_IsRejected()
    {
        var link = (await SignAsync()).Url.AbsoluteUri;

        foreach (var pair in link[(link.IndexOf('?') + 1)..].Split('&'))
        {
            var without = link.Replace("&" + pair, "", StringComparison.Ordinal).Replace("?" + pair + "&", "?", StringComparison.Ordinal);
            Assert.That(await StatusAsync(without), Is.AnyOf(400, 403), pair.Split('=')[0]);
        }
    }

    [TestCase("response-content-encoding=gzip")]
    [TestCase("versionId=null")]
    [TestCase("x-more=1")]
    public async Task SignAsync_ParameterAdded_IsRejected(string parameter) =>
        Assert.That(await StatusAsync($"{(await SignAsync()).Url.AbsoluteUri}&{parameter}"), Is.AnyOf(400, 403));

    [Test]
    public async Task SignAsync_PathOfAnotherObject_IsRejected()
    {
        var other = ObjectKeys.File(Workspace, new ChatId(48214), new ChatKey(8), default);
        await _bucket!.Store.PutAsync(other, new PutBody(Content), default);

        var moved = (await SignAsync()).Url.AbsoluteUri.Replace(_file.ObjectKey, other, StringComparison.Ordinal);

        Assert.That(await StatusAsync(moved), Is.EqualTo(403));
    }

    [Test]
    public async Task SignAsync_OtherHost_IsRejected()
    {
        var link = (await SignAsync()).Url.AbsoluteUri.Replace("127.0.0.1", "localhost", StringComparison.Ordinal);

        Assert.That(await StatusAsync(link), Is.EqualTo(403));
    }

    [TestCase("PUT")]
    [TestCase("DELETE")]
    public async Task SignAsync_OtherMethod_IsRejected(string method)
    {
        using var request = new HttpRequestMessage(new HttpMethod(method), (await SignAsync()).Url);
        using var response = await _listener.SendAsync(request);

        Assert.That((int)response.StatusCode, Is.EqualTo(403));
    }

    [Test]
    public async Task SignAsync_SameFileAgain_ReturnsAnotherLink()
    {
        var links = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => SignAsync()));

        Assert.That(links.Select(link => link.Url), Is.Unique);
        foreach (var link in links)
            Assert.That(await _listener.GetByteArrayAsync(link.Url), Is.EqualTo(Content));
    }

    [Test]
    public async Task SignAsync_Expired_IsRejected()
    {
        var link = await SignAsync(TimeSpan.FromSeconds(1));

        Assert.That(() => StatusAsync(link.Url.AbsoluteUri).Result, Is.EqualTo(403).After(10).Seconds.PollEvery(100).MilliSeconds);
        Assert.That(DateTimeOffset.UtcNow, Is.GreaterThanOrEqualTo(link.ExpiresAt));
    }

    [TestCase(1)]
    [TestCase(3600)]
    [TestCase(604_800)]
    public async Task SignAsync_Lifetime_IsExactlyAsRequested(int seconds)
    {
        var before = DateTimeOffset.FromUnixTimeSeconds(DateTimeOffset.UtcNow.ToUnixTimeSeconds());
        var link = await SignAsync(TimeSpan.FromSeconds(seconds));
        var after = DateTimeOffset.UtcNow;

        Assert.That(link.Lifetime, Is.EqualTo(TimeSpan.FromSeconds(seconds)));
        Assert.That(link.ExpiresAt, Is.InRange(before.AddSeconds(seconds), after.AddSeconds(seconds)));
    }

    [Test]
    public async Task SignAsync_AcrossSecondBoundaries_KeepsTheLifetime()
    {
        using var links = new S3Links(MicrosoftOptions.Create(_bucket!.Options));
        var end = DateTimeOffset.UtcNow.AddSeconds(2);
        var lifetimes = new HashSet<TimeSpan>();
        while (DateTimeOffset.UtcNow < end)
            lifetimes.Add((await links.SignAsync(Request(TimeSpan.FromSeconds(1)), default)).Lifetime);

        Assert.That(lifetimes, Is.EqualTo(new[] { TimeSpan.FromSeconds(1) }));
    }

    [TestCase("https://audio.example.org", null, "https://audio.example.org/")]
    [TestCase("http://audio.example.org:9000", null, "http://audio.example.org:9000/")]
    [TestCase("https://audio.example.org", false, "https://recordings.audio.example.org/workspaces/")]
    public async Task SignAsync_PublicEndpoint_IsUsedInTheLink(string endpoint, bool? pathStyle, string expectedStart)
    {
        using var links = new S3Links(MicrosoftOptions.Create(new S3Options
        {
            Endpoint = "http://store.internal:7480", PublicEndpoint = endpoint, ForcePathStyle = pathStyle,
            Bucket = "recordings", AccessKey = "access", SecretKey = "secret",
        }));

        Assert.That((await links.SignAsync(Request(TimeSpan.FromHours(1)), default)).Url.AbsoluteUri, Does.StartWith(expectedStart));
    }

    [Test]
    public async Task Verify_OwnLink_IsInvalid()
    {
        using var links = new S3Links(MicrosoftOptions.Create(_bucket!.Options));

        Assert.That(links.Verify((await SignAsync()).Url.PathAndQuery), Is.InstanceOf<LinkVerdict.Invalid>());
    }

    private static string Changed(string value) =>
        value.Length == 0 ? "1" : value[..^1] + (value[^1] switch { '1' => '2', >= '0' and <= '9' => '1', 'a' => 'b', _ => 'a' });

    private async Task<SignedLink> SignAsync(TimeSpan? lifetime = null, bool download = false)
    {
        using var links = new S3Links(MicrosoftOptions.Create(_bucket!.Options));
        return await links.SignAsync(Request(lifetime ?? TimeSpan.FromMinutes(5), download), default);
    }

    private LinkRequest Request(TimeSpan lifetime, bool download = false)
    {
        var chat = new Chat(new ChatDescription(Channel.PhoneVoice, ChatKind.Standard, null, DateTimeOffset.UnixEpoch, []));
        var recording = new Recording(Workspace, new ChatId(48213), new ChatKey(7), chat, true, 0, null, null, null);
        return new LinkRequest(
            recording, Rendition.Mix, _file, new CredentialId(CredentialKind.ApiKey, "k1"), lifetime, download, new Uri("https://recordings.example.org"));
    }

    private async Task<int> StatusAsync(string link)
    {
        using var response = await _listener.GetAsync(link);
        return (int)response.StatusCode;
    }
}
