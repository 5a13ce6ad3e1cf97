using System.Net;
using System.Security.Cryptography;
using Recordings.Api.Tests.Http;
using Recordings.Api.Tests.Running.Backends;
using Recordings.Api.Tests.Running.Service;

namespace Recordings.Api.Tests.Reading;

/// <summary>The HTTP statements about audio.wav, for the live rendering, the cached file and the service's own links.</summary>
[EndToEnd]
internal sealed class RecordingSemanticsTests
{
    private RecordingForms _forms = null!;
    private byte[] _wholeOfWeakDate = [];

    private static IEnumerable<TestCaseData> Cases() =>
        from form in Enum.GetValues<RecordingForm>()
        from item in HttpSemanticsCases.All
        select Case(form, item);

    private static IEnumerable<TestCaseData> Forms() => Enum.GetValues<RecordingForm>().Select(form => Case(form));

    private static IEnumerable<TestCaseData> Partitions() =>
        from form in Enum.GetValues<RecordingForm>()
        from size in (int[])[1, 777, 4096]
        select Case(form, size);

    private static IEnumerable<TestCaseData> OtherMethods() =>
        from form in Enum.GetValues<RecordingForm>()
        from method in (string[])["POST", "PUT", "DELETE", "PATCH", "OPTIONS", "TRACE"]
        select Case(form, method);

    [OneTimeSetUp]
    public async Task StartAsync()
    {
        _forms = await RecordingForms.StartAsync();
        _wholeOfWeakDate = await _forms.Client.GetByteArrayAsync(_forms.Address(RecordingForm.Live, strong: false));
    }

    [OneTimeTearDown]
    public ValueTask StopAsync() => _forms.DisposeAsync();

    [TestCaseSource(nameof(Cases))]
    public Task Request_EachStatementOnEachForm_AnswersAsTheRfcSays(RecordingForm form, HttpSemanticsCase item) =>
        HttpSemanticsExchange.AssertAsync(
            _forms.ClientOf(form), _forms.Address(form, item.LastModifiedIsStrong), item, _forms.Subjects[item.LastModifiedIsStrong],
            item.LastModifiedIsStrong ? _forms.Whole : _wholeOfWeakDate);

    [Test]
    public async Task Forms_AfterAllRequests_AreStillLiveAndCached()
    {
        Assert.That(await _forms.IsAssembledAsync(1), Is.False, "live");
        Assert.That(await _forms.IsAssembledAsync(3), Is.True, "cached");
    }

    [TestCaseSource(nameof(Forms))]
    public async Task Whole_EachForm_HasTheSameHeaders(RecordingForm form)
    {
        using var answer = await _forms.ClientOf(form).GetAsync(_forms.Address(form));
        using var live = await _forms.Client.GetAsync(_forms.Address(RecordingForm.Live));

        Assert.Multiple(() =>
        {
            Assert.That(answer.Content.Headers.ContentType?.ToString(), Is.EqualTo("audio/wav"));
            Assert.That(answer.Content.Headers.LastModified, Is.EqualTo(live.Content.Headers.LastModified).And.EqualTo(new AdjustableTime().Now));
            Assert.That(answer.Headers.ETag?.ToString(), Is.EqualTo(live.Headers.ETag?.ToString()));
            Assert.That(answer.Content.Headers.ContentDisposition?.ToString(), Does.Match("^inline; filename=\"?recording-[13].wav\"?$"));
            Assert.That(answer.Headers.CacheControl?.ToString(), Is.EqualTo("no-store, private"));
            Assert.That(answer.Headers.Vary, Is.EquivalentTo(new[] { "Authorization", "Origin" }));
            Assert.That(answer.Headers.GetValues("X-Content-Type-Options"), Is.EqualTo(new[] { "nosniff" }));
            Assert.That(answer.Headers.TransferEncodingChunked, Is.Not.True);
        });
    }

    [TestCaseSource(nameof(Forms))]
    public async Task NotModified_EachForm_HasTheHeadersOfCaching(RecordingForm form)
    {
        using var answer = await _forms.ClientOf(form).GetAsync(_forms.Address(form).AbsoluteUri, ("If-None-Match", "*"));

        Assert.That((int)answer.StatusCode, Is.EqualTo(304));
        Assert.That(answer.Headers.CacheControl?.ToString(), Is.EqualTo("no-store, private"));
        Assert.That(answer.Headers.Vary, Is.EquivalentTo(new[] { "Authorization", "Origin" }));
    }

    [TestCaseSource(nameof(Partitions))]
    public async Task Parts_AnyPartition_AreTheWhole(RecordingForm form, int size)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        var until = size == 1 ? 200 : _forms.Whole.Length;
        for (var from = 0; from < until; from += size)
        {
            var last = Math.Min(from + size, until) - 1;
            hash.AppendData(await _forms.ClientOf(form).GetAsync(_forms.Address(form).AbsoluteUri, ("Range", $"bytes={from}-{last}")).BytesAsync());
        }

        Assert.That(hash.GetHashAndReset(), Is.EqualTo(SHA256.HashData(_forms.Whole.AsSpan(0, until))));
    }

    [TestCaseSource(nameof(OtherMethods))]
    public async Task Method_NeitherGetNorHead_Is405WithAllow(RecordingForm form, string method)
    {
        using var request = new HttpRequestMessage(new HttpMethod(method), _forms.Address(form));
        using var answer = await _forms.ClientOf(form).SendAsync(request);

        Assert.That(answer.StatusCode, Is.EqualTo(HttpStatusCode.MethodNotAllowed));
        Assert.That(answer.Content.Headers.Allow, Is.EqualTo(new[] { "GET", "HEAD" }));
    }

    private static TestCaseData Case(RecordingForm form, params object[] arguments)
    {
        var item = new TestCaseData([form, .. arguments]).SetArgDisplayNames([form.ToString(), .. arguments.Select(argument => $"{argument}")]);
        return form is RecordingForm.Link ? item.SetCategory(FilesOnlyAttribute.Category) : item;
    }
}
