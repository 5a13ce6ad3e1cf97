using System.Globalization;
using System.Net;
using System.Net.Http.Headers;
using System.Runtime.CompilerServices;
using Recordings.Api.Hosting;
using Recordings.Application.Links;
using Recordings.Application.Ports;
using Recordings.Domain.Access;
using Recordings.Domain.Chats;
using Recordings.Domain.Recordings;
using Recordings.Domain.Workspaces;

namespace Recordings.Api.Operations.Doctor;

/// <summary>Follows a signed link as a browser would: on the public endpoint, with a range, after its end, from another origin.</summary>
/// <remarks>Nothing of a link is ever part of a finding, nor is the text of an HTTP fault, which may repeat it.</remarks>
internal sealed class LinkCheck(IDownloadLinks links, IConfiguration configuration, TimeProvider time)
{
    private static readonly TimeSpan ShortLife = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan GreatestSkew = TimeSpan.FromSeconds(10);

    /// <summary>How far the public endpoint's clock is ahead of this machine's, as its last answer said; null: it said nothing.</summary>
    private TimeSpan? _ahead;

    public async IAsyncEnumerable<CheckResult> RunAsync(
        WorkspaceId workspace, string objectKey, byte[] sample, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var link = await SignAsync(workspace, objectKey, sample, TimeSpan.FromMinutes(5));
        if (links.Verify(link.PathAndQuery) is LinkVerdict.Granted)
        {
            yield return new CheckResult("links: signed and verified by the service itself", null, "");
            yield break;
        }

        using var http = new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false });
        var followed = await CheckResult.RunAsync(
            "links: GET bytes=0-1 on the public endpoint",
            $"See {SettingNames.PublicEndpoint}, Storage:S3:Region and any proxy in between: host, path and query are signed and must arrive as they are.",
            token => FollowAsync(http, link, sample, token), cancellationToken);
        yield return followed;
        if (_ahead is { } ahead)
            yield return CompareClocks(ahead);
        if (!followed.IsGood)
            yield break;

        var brief = await SignAsync(workspace, objectKey, sample, ShortLife);
        yield return await CheckResult.RunAsync(
            "links: refused after their end", "The store must honour X-Amz-Expires, and no cache may answer in its place.",
            token => OutliveAsync(http, brief, token), cancellationToken);
        foreach (var origin in CorsRegistration.Origins(configuration))
        {
            yield return await CheckResult.RunAsync(
                $"links: pages of {origin} may read", $"Apply deploy/s3/cors.json to the bucket, with the origins of {CorsRegistration.Key}.",
                token => AskFromAsync(http, link, origin, token), cancellationToken);
        }
    }

    private async Task FollowAsync(HttpClient http, Uri link, byte[] sample, CancellationToken cancellationToken)
    {
        using var answer = await AskForTwoBytesAsync(http, link, cancellationToken);
        var bytes = await answer.Content.ReadAsByteArrayAsync(cancellationToken);
        if (answer.StatusCode is not HttpStatusCode.PartialContent || !bytes.AsSpan().SequenceEqual(sample.AsSpan(0, 2)))
            throw new InvalidDataException(string.Create(CultureInfo.InvariantCulture, $"It answered {(int)answer.StatusCode} with {bytes.Length} bytes."));
        if (answer.Content.Headers.ContentType?.MediaType is not "audio/wav")
            throw new InvalidDataException($"It answered as {answer.Content.Headers.ContentType?.MediaType ?? "nothing"}, not as audio/wav.");
    }

    private static CheckResult CompareClocks(TimeSpan ahead) => new(
        "links: clocks agree",
        ahead.Duration() > GreatestSkew ? string.Create(CultureInfo.InvariantCulture, $"The public endpoint's clock is {ahead.TotalSeconds:+0;-0} s off.") : null,
        "Run a time service here and on the store's machines: a link's life is counted by the store's clock.");

    private async Task OutliveAsync(HttpClient http, Uri link, CancellationToken cancellationToken)
    {
        var behind = -_ahead is { } lag && lag > TimeSpan.Zero && lag <= GreatestSkew ? lag : TimeSpan.Zero;
        await Task.Delay(ShortLife + TimeSpan.FromSeconds(1) + behind, time, cancellationToken);
        using var answer = await AskForTwoBytesAsync(http, link, cancellationToken);
        if (answer.StatusCode is not (HttpStatusCode.Forbidden or HttpStatusCode.BadRequest))
            throw new InvalidDataException($"It answered {(int)answer.StatusCode}.");
    }

    private async Task AskFromAsync(HttpClient http, Uri link, string origin, CancellationToken cancellationToken)
    {
        using var answer = await SendAsync(http, link, request => request.Headers.Add("Origin", origin), cancellationToken);
        if (!Values(answer, "Access-Control-Allow-Origin").Any(allowed => allowed == origin || allowed == "*"))
            throw new InvalidDataException("The bucket's answer allows no such origin.");
        if (!Values(answer, "Access-Control-Expose-Headers").Contains("Content-Range", StringComparer.OrdinalIgnoreCase))
            throw new InvalidDataException("The bucket's answer does not expose Content-Range.");
    }

    private static IEnumerable<string> Values(HttpResponseMessage answer, string field) =>
        answer.Headers.TryGetValues(field, out var values)
            ? values.SelectMany(value => value.Split(',', StringSplitOptions.TrimEntries))
            : [];

    private Task<HttpResponseMessage> AskForTwoBytesAsync(HttpClient http, Uri link, CancellationToken cancellationToken) =>
        SendAsync(http, link, request => request.Headers.Range = new RangeHeaderValue(0, 1), cancellationToken);

    private async Task<HttpResponseMessage> SendAsync(
        HttpClient http, Uri link, Action<HttpRequestMessage> prepare, CancellationToken cancellationToken)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, link);
        prepare(request);
        try
        {
            var answer = await http.SendAsync(request, cancellationToken);
            _ahead = answer.Headers.Date - time.GetUtcNow();
            return answer;
        }
        catch (HttpRequestException fault)
        {
            throw new InvalidDataException($"It cannot be reached ({fault.HttpRequestError}).");
        }
    }

    private async Task<Uri> SignAsync(WorkspaceId workspace, string objectKey, byte[] sample, TimeSpan lifetime)
    {
        var chat = new Chat(new ChatDescription(Channel.PhoneVoice, ChatKind.Standard, null, time.GetUtcNow(), []));
        var recording = new Recording(
            workspace, new ChatId(1), new ChatKey(0), chat, recordingEnabled: true, chunkCount: 0, revision: null, summary: null, storedFile: null);
        var request = new LinkRequest(
            recording, Rendition.Mix, new RenditionFile(objectKey, default, sample.Length, default), new CredentialId(CredentialKind.ApiKey, "doctor"), lifetime,
            Download: false, new Uri("http://localhost"));
        return (await links.SignAsync(request, CancellationToken.None)).Url;
    }
}
