using System.Globalization;
using System.Security.Cryptography;
using System.Web;
using Amazon.S3;
using Amazon.S3.Model;
using Microsoft.Extensions.Options;
using Recordings.Application.Links;
using Recordings.Application.Ports;

namespace Recordings.Infrastructure.S3;

/// <summary>Presigned links (AWS Signature Version 4) to the endpoint that listeners reach. Signing sends no request.</summary>
internal sealed class S3Links(IOptions<S3Options> options) : IDownloadLinks, IDisposable
{
    private const int NonceBytes = 12;

    private readonly AmazonS3Client _client = S3Clients.Create(options.Value, options.Value.LinkEndpoint);

    public async Task<SignedLink> SignAsync(LinkRequest request, CancellationToken cancellationToken)
    {
        var disposition = request.Download ? "attachment" : "inline";
        var signing = new GetPreSignedUrlRequest
        {
            BucketName = options.Value.Bucket,
            Key = request.File.ObjectKey,
            Verb = HttpVerb.GET,
            Protocol = IsPlainHttp() ? Protocol.HTTP : Protocol.HTTPS,
        };
        signing.ResponseHeaderOverrides.ContentType = "audio/wav";
        signing.ResponseHeaderOverrides.ContentDisposition = $"{disposition}; filename=\"{request.Rendition.FileName(request.Recording.Id)}\"";
        signing.ResponseHeaderOverrides.CacheControl = "private, no-store";

        // A nonce makes two links of the same second differ. Stores ignore parameters that begin with x-, but the signature covers them.
        signing.Parameters.Add("x-link", Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(NonceBytes)));

        return await SignAsync(signing, request.Lifetime);
    }

    /// <summary>Always invalid: the store verifies these links, and the service serves none of them.</summary>
    public LinkVerdict Verify(string target) => new LinkVerdict.Invalid();

    public void Dispose() => _client.Dispose();

    /// <summary>
    /// The SDK computes the lifetime from its own clock and rounds it. If the result differs from the requested lifetime, this
    /// method corrects the expiry and signs again.
    /// </summary>
    private async Task<SignedLink> SignAsync(GetPreSignedUrlRequest signing, TimeSpan lifetime)
    {
        signing.Expires = DateTime.UtcNow + lifetime;
        var link = Describe(new Uri(await _client.GetPreSignedURLAsync(signing)));
        if (link.Lifetime == lifetime)
            return link;

        signing.Expires += lifetime - link.Lifetime;
        return Describe(new Uri(await _client.GetPreSignedURLAsync(signing)));
    }

    /// <summary>Reads the times from the signed link, because the SDK uses its own clock.</summary>
    private static SignedLink Describe(Uri url)
    {
        var query = HttpUtility.ParseQueryString(url.Query);
        var signedAt = DateTimeOffset.ParseExact(
            query["X-Amz-Date"]!, "yyyyMMdd'T'HHmmss'Z'", CultureInfo.InvariantCulture,
            DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal);
        var lifetime = TimeSpan.FromSeconds(long.Parse(query["X-Amz-Expires"]!, CultureInfo.InvariantCulture));
        return new SignedLink(url, lifetime, signedAt + lifetime);
    }

    private bool IsPlainHttp() =>
        options.Value.LinkEndpoint?.StartsWith("http://", StringComparison.OrdinalIgnoreCase) == true;
}
