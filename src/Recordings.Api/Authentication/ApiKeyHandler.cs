using System.Security.Claims;
using System.Text.Encodings.Web;
using Microsoft.AspNetCore.Authentication;
using Microsoft.Extensions.Options;
using Recordings.Api.Access;
using Recordings.Application.Administration;
using Recordings.Application.Ports;
using Recordings.Application.Reading;
using Recordings.Domain.Access;
using Recordings.Domain.Chats;

namespace Recordings.Api.Authentication;

/// <summary>
/// Authenticates API keys by their digest. Each request looks the digest up, so revoking acts at once. The time of a look-up
/// can reveal something of a digest, but nothing of a key.
/// </summary>
internal sealed class ApiKeyHandler(
    IOptionsMonitor<AuthenticationSchemeOptions> options, ILoggerFactory loggers, UrlEncoder encoder,
    ICredentials credentials, RecordingPrefetch prefetch, TimeProvider time)
    : AuthenticationHandler<AuthenticationSchemeOptions>(options, loggers, encoder)
{
    protected override async Task<AuthenticateResult> HandleAuthenticateAsync()
    {
        var bearer = BearerToken.Read(Request);
        if (bearer is BearerToken.None)
            return AuthenticateResult.NoResult();
        if (bearer is not BearerToken.Token token)
            return AuthenticateResult.Fail("malformed");

        // The recording that a reader asks for is read in the same statement: one round trip to the database rather than two.
        var presented = await credentials.FindAsync(ApiKeyText.Digest(token.Text), ChatToRead(), Context.RequestAborted);
        if (presented is not { Key: { RevokedAt: null } key } || key.ExpiresAt <= time.GetUtcNow())
            return AuthenticateResult.Fail("unknown, revoked or expired");

        prefetch.Keep(presented.Recording);
        RequestAccess.Of(Context).Caller = new Caller(
            key.Member, key.Scopes.Max(), [key.Workspace], new CredentialId(CredentialKind.ApiKey, key.KeyId));
        return AuthenticateResult.Success(new AuthenticationTicket(new ClaimsPrincipal(new ClaimsIdentity(Scheme.Name)), Scheme.Name));
    }

    private ChatId? ChatToRead() => RequireScopeAttribute.Find(Context) is Scope.Read ? RequestAccess.Of(Context).Chat : null;
}
