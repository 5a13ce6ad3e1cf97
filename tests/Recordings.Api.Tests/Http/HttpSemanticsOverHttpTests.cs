using Recordings.Api.Http;

namespace Recordings.Api.Tests.Http;

[TestFixture]
public sealed class HttpSemanticsOverHttpTests
{
    private static readonly HttpSemanticsSubject Subject =
        new("\"9d10,ab\"", new DateTimeOffset(2026, 11, 6, 12, 0, 0, TimeSpan.Zero), 100_000);

    private readonly byte[] _whole = ProbeStream.Bytes(0, Subject.Length);
    private AudioServer _server = null!;
    private AudioServer _serverOfWeakDate = null!;
    private HttpClient _client = null!;

    private static IEnumerable<TestCaseData> Cases() =>
        HttpSemanticsCases.All.Select(item => new TestCaseData(item).SetArgDisplayNames(item.ToString()));

    [OneTimeSetUp]
    public async Task StartAsync()
    {
        _client = new HttpClient();
        _server = await ServeAsync(lastModifiedIsStrong: true);
        _serverOfWeakDate = await ServeAsync(lastModifiedIsStrong: false);
    }

    [OneTimeTearDown]
    public async Task StopAsync()
    {
        _client.Dispose();
        await _server.DisposeAsync();
        await _serverOfWeakDate.DisposeAsync();
    }

    [TestCaseSource(nameof(Cases))]
    public Task Request_EachStatement_AnswersAsTheRfcSays(HttpSemanticsCase item) =>
        HttpSemanticsExchange.AssertAsync(_client, (item.LastModifiedIsStrong ? _server : _serverOfWeakDate).Address, item, Subject, _whole);

    private static Task<AudioServer> ServeAsync(bool lastModifiedIsStrong) =>
        AudioServer.StartAsync(
            new ProbeStream(Subject.Length),
            new Representation(Subject.ETag, Subject.LastModified, lastModifiedIsStrong, Subject.Length));
}
