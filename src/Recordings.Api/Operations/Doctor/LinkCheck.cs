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

/// <summary>Requests a signed link like a browser: on the public endpoint, with a range, after its expiry, from another origin.</summary>
/// <remarks>A result contains no link, and no text of an HTTP fault, because that text may contain the link.</remarks>
internal sealed class LinkCheck(IDownloadLinks links, IConfiguration configuration, TimeProvider time)
{
    private static readonly TimeSpan ShortLifetime = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan MaxClockSkew = TimeSpan.FromSeconds(10);

    /// <summary>How far the public endpoint's clock is ahead of this machine's, from its last response; null if it had no Date.</summary>
    private TimeSpan? _clockAhead;

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
        var ranged = await CheckResult.RunAsync(
            "links: GET bytes=0-1 on the public endpoint",
            $"See {SettingNames.PublicEndpoint}, Storage:S3:Region and any proxy in between: "
                + "host, path and query are signed and must arrive unchanged.",
            token => CheckRangeAsync(http, link, sample, token), cancellationToken);
        yield return ranged;
        if (_clockAhead is { } ahead)
            yield return CompareClocks(ahead);
        if (!ranged.Passed)
            yield break;

        var shortLink = await SignAsync(workspace, objectKey, sample, ShortLifetime);
        yield return await CheckResult.RunAsync(
            "links: rejected after their end", "The store must apply X-Amz-Expires, and no cache may answer instead of the store.",
            token => CheckExpiryAsync(http, shortLink, token), cancellationToken);
        foreach (var origin in CorsRegistration.Origins(configuration))
        {
            yield return await CheckResult.RunAsync(
                $"links: pages of {origin} may read", $"Apply deploy/s3/cors.json to the bucket, with the origins of {CorsRegistration.Key}.",
                token => CheckOriginAsync(http, link, origin, token), cancellationToken);
        }
    }

    private async Task CheckRangeAsync(HttpClient http, Uri link, byte[] sample, CancellationToken cancellationToken)
    {
        using var answer = await GetTwoBytesAsync(http, link, cancellationToken);
        var bytes = await answer.Content.ReadAsByteArrayAsync(cancellationToken);
        if (answer.StatusCode is not HttpStatusCode.PartialContent || !bytes.AsSpan().SequenceEqual(sample.AsSpan(0, 2)))
            throw new InvalidDataException(
                string.Create(CultureInfo.InvariantCulture, $"It answered {(int)answer.StatusCode} with {bytes.Length} bytes."));
        if (answer.Content.Headers.ContentType?.MediaType is var type and not "audio/wav")
            throw new InvalidDataException($"It answered with the type {type ?? "none"}, not audio/wav.");
    }

    private static CheckResult CompareClocks(TimeSpan ahead) => new(
        "links: clocks agree",
        ahead.Duration() > MaxClockSkew
            ? string.Create(CultureInfo.InvariantCulture, $"The public endpoint's clock is {ahead.TotalSeconds:+0;-0} s off.")
            : null,
        "Run a time service here and on the store's machines: the store's clock decides when a link expires.");

    private async Task CheckExpiryAsync(HttpClient http, Uri link, CancellationToken cancellationToken)
    {
        var behind = -_clockAhead is { } lag && lag > TimeSpan.Zero && lag <= MaxClockSkew ? lag : TimeSpan.Zero;
        await Task.Delay(ShortLifetime + TimeSpan.FromSeconds(1) + behind, time, cancellationToken);
        using var answer = await GetTwoBytesAsync(http, link, cancellationToken);
        if (answer.StatusCode is not (HttpStatusCode.Forbidden or HttpStatusCode.BadRequest))
            throw new InvalidDataException($"It answered {(int)answer.StatusCode}.");
    }

    private async Task CheckOriginAsync(HttpClient http, Uri link, string origin, CancellationToken cancellationToken)
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

    private Task<HttpResponseMessage> GetTwoBytesAsync(HttpClient http, Uri link, CancellationToken cancellationToken) =>
        SendAsync(http, link, request => request.Headers.Range = new RangeHeaderValue(0, 1), cancellationToken);

    private async Task<HttpResponseMessage> SendAsync(
        HttpClient http, Uri link, Action<HttpRequestMessage> prepare, CancellationToken cancellationToken)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, link);
        prepare(request);
        try
        {
            var answer = await http.SendAsync(request, cancellationToken);
            _clockAhead = answer.Headers.Date - time.GetUtcNow();
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
            recording, Rendition.Mix, new RenditionFile(objectKey, default, sample.Length, default),
            new CredentialId(CredentialKind.ApiKey, "doctor"), lifetime, Download: false, new Uri("http://localhost"));
        return (await links.SignAsync(request, CancellationToken.None)).Url;
    }
}
