using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Recordings.Api.Http;
using Recordings.Api.Tests.Running.Service;
using Recordings.Api.Transfers;
using Recordings.Application.Access;

namespace Recordings.Api.Tests.Http;

/// <summary>The status, the body and the delivery that the audio result produces.</summary>
[TestFixture]
public sealed class AudioResultTests
{
    private static readonly HttpSemanticsSubject Subject =
        new("\"9d10,ab\"", new DateTimeOffset(2026, 11, 6, 12, 0, 0, TimeSpan.Zero), (2 * PartSizes.Largest) + 777);

    private AdjustableTime _time = null!;
    private DefaultHttpContext _context = null!;
    private ProbeStream _content = null!;
    private MemoryStream _body = null!;

    private static IEnumerable<TestCaseData> Cases() =>
        HttpSemanticsCases.All.Select(item => new TestCaseData(item).SetArgDisplayNames(item.ToString()));

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

    [TestCaseSource(nameof(Cases))]
    public async Task Execute_EachStatement_AnswersAsTheRfcSays(HttpSemanticsCase item)
    {
        await ExecuteAsync(item);

        var headers = _context.Response.Headers;
        var slice = item.ExpectedSlice(Subject);
        var body = item.Method == "GET" && slice is { } part ? ProbeStream.Bytes(part.Offset, part.Count) : [];
        Assert.Multiple(() =>
        {
            Assert.That(_context.Response.StatusCode, Is.EqualTo(item.ExpectedStatus));
            Assert.That((string?)headers.ContentRange, Is.EqualTo(item.ExpectedContentRange is { } range ? Subject.Expand(range) : null));
            Assert.That(headers.ContentLength, Is.EqualTo(slice?.Count));
            Assert.That((string?)headers.ETag, Is.EqualTo(Subject.ETag));
            Assert.That((string?)headers.AcceptRanges, Is.EqualTo("bytes"));
            Assert.That((string?)headers.Vary, Is.EqualTo("Authorization"));
            Assert.That((string?)headers.ContentEncoding, Is.Null);
            Assert.That(item.ExpectedStatus is 412 or 416 || _body.ToArray().AsSpan().SequenceEqual(body), "The body is the expected slice.");
            Assert.That(_content.Disposals, Is.EqualTo(1));
        });
    }

    [TestCaseSource(nameof(Cases))]
    public async Task Execute_AnswerWithoutBody_ReadsNoAudio(HttpSemanticsCase item)
    {
        await ExecuteAsync(item);

        Assert.That(_content.Reads > 0, Is.EqualTo(item.Method == "GET" && item.ExpectedStatus is 200 or 206));
    }

    [TestCase("If-Match", "\"other\"", 412)]
    [TestCase("Range", "bytes=-0", 416)]
    public async Task Execute_FailedCondition_AnswersWithAProblem(string name, string value, int status)
    {
        _context.Request.Headers[name] = value;

        await ExecuteAsync();

        Assert.That((_context.Response.StatusCode, _context.Response.ContentType), Is.EqualTo((status, "application/problem+json")));
    }

    [Test]
    public async Task Execute_Part_ReportsTheBytesSent()
    {
        _context.Request.Headers.Range = "bytes=5-200004";

        var delivery = await ExecuteAsync();

        Assert.That(delivery, Is.EqualTo(new AudioDelivery(Selection.Part(5, 200_000), 200_000, AccessEnd.Complete)));
    }

    [Test]
    public async Task Execute_ConnectionHasEnded_SendsNoFurtherPart()
    {
        var recorder = new AbortRecorder(new HttpRequestLifetimeFeature());
        _context.Features.Set<IHttpRequestLifetimeFeature>(recorder);
        _context.Features.Set<IHttpResponseBodyFeature>(new EndedConnection());

        var delivery = await ExecuteAsync();

        Assert.That((delivery?.End, delivery?.BytesSent), Is.EqualTo(((AccessEnd?)AccessEnd.ClientLeft, (long?)PartSizes.First)));
        Assert.That((_content.Position, recorder.Aborts), Is.EqualTo(((long)PartSizes.First, 1)));
    }

    [Test]
    public async Task R11_PartBeyond32Bits_IsThatPart()
    {
        _content = new ProbeStream(6_000_000_000);
        _context.Request.Headers.Range = "bytes=5000000000-5000000099";

        await ExecuteAsync();

        Assert.That(_body.ToArray(), Is.EqualTo(ProbeStream.Bytes(5_000_000_000, 100)));
    }

    [Test]
    public void Execute_FailureBeforeTheFirstByte_LeavesTheResponseUntouched()
    {
        _content = new ProbeStream(Subject.Length) { FailsAt = 20_000 };

        Assert.Multiple(() =>
        {
            Assert.That(() => ExecuteAsync(), Throws.Exception.SameAs(_content.Failure));
            Assert.That(_context.Response.Headers, Is.Empty);
            Assert.That(_body.Length, Is.Zero);
            Assert.That(_content.Disposals, Is.EqualTo(1));
        });
    }

    [Test]
    public void Execute_EndInTheFirstBuffer_LeavesTheResponseUntouched()
    {
        _content = new ProbeStream(Subject.Length) { EndsAt = 20_000 };

        Assert.Multiple(() =>
        {
            Assert.That(() => ExecuteAsync(), Throws.InstanceOf<EndOfStreamException>());
            Assert.That(_context.Response.Headers, Is.Empty);
        });
    }

    private async Task<AudioDelivery?> ExecuteAsync(HttpSemanticsCase item)
    {
        _context.Request.Method = item.Method;
        foreach (var (name, value) in item.Headers)
            _context.Request.Headers.Append(name, Subject.Expand(value));

        return await ExecuteAsync(item.LastModifiedIsStrong);
    }

    private async Task<AudioDelivery?> ExecuteAsync(bool lastModifiedIsStrong = true)
    {
        var executor = AudioExecutors.Create(_time);
        var representation = new Representation(Subject.ETag, Subject.LastModified, lastModifiedIsStrong, _content.Length);
        return await executor.ExecuteAsync(_context, new AudioFile(_content, representation, "recording-48213.wav", IsDownload: false, AudioExecutors.Right));
    }
}
