using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using Recordings.Application.Links;
using Recordings.Application.Ports;

namespace Recordings.Infrastructure.SignedLinks;

/// <summary>
/// Links that the service itself serves. The HMAC-SHA-256 covers every byte of path and query before it, so any change makes
/// the link invalid. The credential is encrypted, so the link does not show who requested it.
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
            request.Recording.Workspace, request.Recording.Id, request.Rendition.FileName(request.Recording.Id), request.Recording.Key,
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

        return key is null ? new LinkVerdict.Invalid() : VerdictFor(LinkPayload.Read(signed), key);
    }

    private LinkVerdict VerdictFor(LinkPayload payload, byte[] key)
    {
        var grant = new LinkGrant(
            payload.Workspace, payload.Chat, payload.Key, payload.Version, SealedCredential.Open(payload.By, key), payload.Download);
        return time.GetUtcNow() < payload.ExpiresAt ? new LinkVerdict.Granted(grant) : new LinkVerdict.Expired(grant);
    }

    private static string Signature(byte[] key, string signed) =>
        Base64Url.EncodeToString(HMACSHA256.HashData(key, Encoding.UTF8.GetBytes(signed)));
}
