using System.Net;
using System.Net.Http.Headers;
using Recordings.Api.Cors;
using Recordings.Application.Ports;
using Recordings.Domain;
using Recordings.Domain.Access;
using Recordings.Domain.Chats;

namespace Recordings.Api.Doctor;

/// <summary>Follows a signed link as a browser would: on the public endpoint, with a range, after its end, from another origin.</summary>
internal sealed class LinkExamination(IDownloadLinks links, IConfiguration configuration, TimeProvider time)
{
    private static readonly TimeSpan ShortLife = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan GreatestSkew = TimeSpan.FromSeconds(30);

    public async IAsyncEnumerable<Finding> RunAsync(string key, byte[] sample, TimeSpan patience)
    {
        var link = await SignAsync(key, sample, TimeSpan.FromMinutes(5));
        if (links.Verify(link.Url.PathAndQuery) is LinkVerdict.Granted)
        {
            yield return Finding.Good("links: signed and verified by the service itself");
            yield break;
        }

        using var http = new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false }) { Timeout = patience };
        yield return await FollowAsync(http, link, sample);
        yield return await CompareClocksAsync(http, link);
        yield return await OutliveAsync(http, await SignAsync(key, sample, ShortLife));
        foreach (var origin in CorsRegistration.Origins(configuration))
            yield return await AskFromAsync(http, link, origin);
    }

    private async Task<Finding> FollowAsync(HttpClient http, SignedLink link, byte[] sample)
    {
        const string check = "links: GET bytes=0-1 on the public endpoint";
        using var answer = await SendAsync(http, link, request => request.Headers.Range = new RangeHeaderValue(0, 1));
        if (answer is null)
            return new Finding(check, "It cannot be reached.", "See Storage:S3:PublicEndpoint.");

        var bytes = await answer.Content.ReadAsByteArrayAsync();
        return answer.StatusCode is HttpStatusCode.PartialContent && bytes.AsSpan().SequenceEqual(sample.AsSpan(0, 2))
            ? Finding.Good(check)
            : new Finding(check, $"It answered {(int)answer.StatusCode} with {bytes.Length} bytes.", "See Storage:S3:PublicEndpoint, Region and the proxy before it: the host is part of the signature.");
    }

    private async Task<Finding> CompareClocksAsync(HttpClient http, SignedLink link)
    {
        const string check = "links: clocks agree";
        using var answer = await SendAsync(http, link, request => request.Headers.Range = new RangeHeaderValue(0, 1));
        return answer?.Headers.Date is { } date && (time.GetUtcNow() - date).Duration() > GreatestSkew
            ? new Finding(check, $"The store's clock says {date:O}.", "Run a time service on both machines.")
            : Finding.Good(check);
    }

    private async Task<Finding> OutliveAsync(HttpClient http, SignedLink link)
    {
        const string check = "links: refused after their end";
        await Task.Delay(ShortLife + TimeSpan.FromSeconds(1), time);
        using var answer = await SendAsync(http, link, _ => { });
        return answer?.StatusCode is HttpStatusCode.Forbidden or HttpStatusCode.BadRequest
            ? Finding.Good(check)
            : new Finding(check, $"It answered {(int?)answer?.StatusCode}.", "The store or a cache before it ignores X-Amz-Expires.");
    }

    private static async Task<Finding> AskFromAsync(HttpClient http, SignedLink link, string origin)
    {
        var check = $"links: the bucket lets pages of {origin} read";
        using var answer = await SendAsync(http, link, request => request.Headers.Add("Origin", origin));
        return answer?.Headers.TryGetValues("Access-Control-Allow-Origin", out var allowed) is true && allowed.Any(one => one == origin || one == "*")
            ? Finding.Good(check)
            : new Finding(check, "The bucket's answer names no allowed origin.", "Apply deploy/s3/cors.json to the bucket.");
    }

    /// <summary>Null when nothing answers. A fault's text is not passed on: it may hold the link.</summary>
    private static async Task<HttpResponseMessage?> SendAsync(HttpClient http, SignedLink link, Action<HttpRequestMessage> prepare)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, link.Url);
        prepare(request);
        try
        {
            return await http.SendAsync(request);
        }
        catch (Exception fault) when (fault is HttpRequestException or TaskCanceledException)
        {
            return null;
        }
    }

    private Task<SignedLink> SignAsync(string key, byte[] sample, TimeSpan lifetime)
    {
        var chat = new Chat(new ChatDescription(Channel.PhoneVoice, ChatKind.Standard, null, time.GetUtcNow(), []));
        var recording = new Recording(
            new WorkspaceId(Guid.NewGuid()), new ChatId(1), new ChatKey(0), chat, recordingEnabled: true,
            chunkCount: 0, revision: null, summary: null, cachedFile: null);
        var file = new CachedFile(key, default, sample.Length, default);
        return links.SignAsync(
            new LinkRequest(recording, file, new CredentialId(CredentialKind.ApiKey, "doctor"), lifetime, false, new Uri("http://localhost")),
            CancellationToken.None);
    }
}
