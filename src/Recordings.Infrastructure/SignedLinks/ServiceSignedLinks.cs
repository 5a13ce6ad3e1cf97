using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using Recordings.Application.Links;
using Recordings.Application.Ports;

namespace Recordings.Infrastructure.SignedLinks;

/// <summary>
/// Links that the service serves from its own folder. The HMAC-SHA-256 covers every byte of path and query before it, so
/// there is nothing to alter; the credential is sealed, so the link names nobody to those who see it.
/// </summary>
internal sealed class ServiceSignedLinks(LinkKeyring keyring, TimeProvider time) : IDownloadLinks
{
    private const string SignatureParameter = "&signature=";

    public Task<SignedLink> SignAsync(LinkRequest request, CancellationToken cancellationToken)
    {
        var now = DateTimeOffset.FromUnixTimeSeconds(time.GetUtcNow().ToUnixTimeSeconds());
        var expiresAt = now + request.Lifetime;
        var key = keyring.Keys[0];
        var target = new LinkPayload(
            request.Recording.Workspace, request.Recording.Id, request.Recording.FileName, request.Recording.Key,
            request.File.Fingerprint, SealedCredential.Seal(request.Credential, key), request.Download, expiresAt).Write();

        return Task.FromResult(new SignedLink(
            new Uri(request.Origin, target + SignatureParameter + Signature(key, target)), request.Lifetime, expiresAt));
    }

    public LinkVerdict Verify(string target)
    {
        var end = target.LastIndexOf(SignatureParameter, StringComparison.Ordinal);
        if (end < 0)
            return new LinkVerdict.Invalid();

        var (signed, signature) = (target[..end], Encoding.UTF8.GetBytes(target[(end + SignatureParameter.Length)..]));
        var key = keyring.Keys.FirstOrDefault(key =>
            CryptographicOperations.FixedTimeEquals(signature, Encoding.ASCII.GetBytes(Signature(key, signed))));

        return key is null ? new LinkVerdict.Invalid() : Judge(LinkPayload.Read(signed), key);
    }

    private LinkVerdict Judge(LinkPayload fields, byte[] key)
    {
        var grant = new LinkGrant(
            fields.Workspace, fields.Chat, fields.Key, fields.Version, SealedCredential.Open(fields.By, key), fields.Download);
        return time.GetUtcNow() < fields.ExpiresAt ? new LinkVerdict.Granted(grant) : new LinkVerdict.Expired(grant);
    }

    private static string Signature(byte[] key, string signed) =>
        Base64Url.EncodeToString(HMACSHA256.HashData(key, Encoding.UTF8.GetBytes(signed)));
}
