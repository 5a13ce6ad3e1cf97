using Microsoft.AspNetCore.Http;
using Recordings.Api.Http;
using Recordings.Api.Tests.Running.Service;
using Recordings.Api.Transfers;

namespace Recordings.Api.Tests.Http;

/// <summary>The headers that the audio result writes.</summary>
[TestFixture]
public sealed class AudioResultHeaderTests
{
    private static readonly HttpSemanticsSubject Subject =
        new("\"9d10,ab\"", new DateTimeOffset(2026, 11, 6, 12, 0, 0, TimeSpan.Zero), (2 * PartSizes.Largest) + 777);

    private AdjustableTime _time = null!;
    private DefaultHttpContext _context = null!;
    private ProbeStream _content = null!;
    private MemoryStream _body = null!;

    [SetUp]
    public void SetUp()
    {
        _time = new AdjustableTime();
        _content = new ProbeStream(Subject.Length);
        _body = new MemoryStream();
        _context = new DefaultHttpContext { Response = { Body = _body } };
        _context.Request.Method = "GET";
    }

    [TearDown]
    public void TearDown()
    {
        _content.Dispose();
        _body.Dispose();
    }

    [Test]
    public async Task Execute_Whole_DescribesTheFile()
    {
        await ExecuteAsync();

        var headers = _context.Response.Headers;
        Assert.Multiple(() =>
        {
            Assert.That((string?)headers.ContentType, Is.EqualTo("audio/wav"));
            Assert.That((string?)headers.ContentDisposition, Is.EqualTo("inline; filename=\"recording-48213.wav\""));
            Assert.That((string?)headers.LastModified, Is.EqualTo("Fri, 06 Nov 2026 12:00:00 GMT"));
            Assert.That((string?)headers.CacheControl, Is.EqualTo("private, no-store"));
            Assert.That((string?)headers.XContentTypeOptions, Is.EqualTo("nosniff"));
        });
    }

    [Test]
    public async Task Execute_Content_HasTheDateOfTheClock()
    {
        await ExecuteAsync();

        Assert.That((string?)_context.Response.Headers.Date, Is.EqualTo("Sun, 22 Nov 2026 11:00:00 GMT"));
    }

    [TestCase("GET")]
    [TestCase("HEAD")]
    public async Task Execute_ModifiedByAFasterClock_DateIsLastModified(string method)
    {
        _time.Advance(Subject.LastModified - _time.Now - TimeSpan.FromSeconds(2));
        _context.Request.Method = method;

        await ExecuteAsync();

        Assert.That(_context.Response.Headers.Date, Is.EqualTo(_context.Response.Headers.LastModified));
    }

    [Test]
    public async Task Execute_Head_HasTheHeadersOfGet()
    {
        await ExecuteAsync();
        var get = _context.Response.Headers.ToDictionary();

        SetUp();
        _context.Request.Method = "HEAD";
        await ExecuteAsync();

        Assert.That(_context.Response.Headers.ToDictionary(), Is.EquivalentTo(get));
    }

    [Test]
    public async Task Execute_Download_IsAnAttachment()
    {
        await ExecuteAsync(isDownload: true);

        Assert.That((string?)_context.Response.Headers.ContentDisposition, Is.EqualTo("attachment; filename=\"recording-48213.wav\""));
    }

    [Test]
    public async Task Execute_NotModified_HasNoContentFields()
    {
        _context.Request.Headers.IfNoneMatch = Subject.ETag;

        await ExecuteAsync();

        var headers = _context.Response.Headers;
        Assert.That(
            ((string?)headers.CacheControl, (string?)headers.ContentType, (string?)headers.ContentDisposition),
            Is.EqualTo(("private, no-store", (string?)null, (string?)null)));
    }

    [Test]
    public async Task Execute_VaryAlreadySet_KeepsIt()
    {
        _context.Response.Headers.Vary = "Origin";

        await ExecuteAsync();

        Assert.That((string?)_context.Response.Headers.Vary, Is.EqualTo("Origin,Authorization"));
    }

    private async Task ExecuteAsync(bool isDownload = false)
    {
        var executor = AudioExecutors.Create(_time);
        var representation = new Representation(Subject.ETag, Subject.LastModified, lastModifiedIsStrong: true, _content.Length);
        await executor.ExecuteAsync(_context, new AudioFile(_content, representation, "recording-48213.wav", isDownload, AudioExecutors.Right));
    }
}
