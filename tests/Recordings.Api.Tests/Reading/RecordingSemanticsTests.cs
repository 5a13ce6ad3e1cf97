using System.Net;
using System.Security.Cryptography;
using Recordings.Api.Tests.Http;
using Recordings.Api.Tests.Running;

namespace Recordings.Api.Tests.Reading;

/// <summary>The statements about audio.wav, on the live rendering, the cached file and the service's own links.</summary>
internal sealed class RecordingSemanticsTests
{
    private RecordingForms _forms = null!;
    private byte[] _wholeOfWeakDate = [];

    private static IEnumerable<TestCaseData> Cases() =>
        from form in Enum.GetValues<RecordingForm>()
        from item in HttpSemanticsCases.All
        select new TestCaseData(form, item).SetArgDisplayNames(form.ToString(), item.ToString());

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
    public void Forms_AfterAllRequests_AreWhatTheyClaimToBe()
    {
        Assert.That(_forms.IsAssembled(1), Is.False, "live");
        Assert.That(_forms.IsAssembled(3), Is.True, "cached");
    }

    [Test]
    public async Task Whole_EachForm_HasTheSameHeaders([Values] RecordingForm form)
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

    [Test]
    public async Task NotModified_EachForm_KeepsWhatACacheNeeds([Values] RecordingForm form)
    {
        using var answer = await _forms.ClientOf(form).GetAsync(_forms.Address(form).AbsoluteUri, ("If-None-Match", "*"));

        Assert.That((int)answer.StatusCode, Is.EqualTo(304));
        Assert.That(answer.Headers.CacheControl?.ToString(), Is.EqualTo("no-store, private"));
        Assert.That(answer.Headers.Vary, Is.EquivalentTo(new[] { "Authorization", "Origin" }));
    }

    [Test]
    public async Task Parts_AnyPartition_AreTheWhole([Values] RecordingForm form, [Values(1, 777, 4096)] int size)
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

    [Test]
    public async Task Method_NeitherGetNorHead_IsRefusedWithAllow(
        [Values] RecordingForm form, [Values("POST", "PUT", "DELETE", "PATCH", "OPTIONS", "TRACE")] string method)
    {
        using var request = new HttpRequestMessage(new HttpMethod(method), _forms.Address(form));
        using var answer = await _forms.ClientOf(form).SendAsync(request);

        Assert.That(answer.StatusCode, Is.EqualTo(HttpStatusCode.MethodNotAllowed));
        Assert.That(answer.Content.Headers.Allow, Is.EqualTo(new[] { "GET", "HEAD" }));
    }
}
