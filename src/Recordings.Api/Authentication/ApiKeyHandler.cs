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
/// Authenticates API keys by their digest. Each request looks up the digest, so a revoked key stops working at once.
/// The duration of a look-up can reveal parts of a digest, but no part of a key.
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

        // The same statement reads the requested recording: one round trip to the database instead of two.
        var credential = await credentials.FindAsync(ApiKeyText.Digest(token.Text), ChatToRead(), Context.RequestAborted);
        if (credential is not { Key: { RevokedAt: null } key } || key.ExpiresAt <= time.GetUtcNow())
            return AuthenticateResult.Fail("unknown, revoked or expired");

        prefetch.Keep(credential.Recording);
        RequestAccess.From(Context).Caller = new Caller(
            key.Member, key.Scopes.Max(), [key.Workspace], new CredentialId(CredentialKind.ApiKey, key.KeyId));
        return AuthenticateResult.Success(new AuthenticationTicket(new ClaimsPrincipal(new ClaimsIdentity(Scheme.Name)), Scheme.Name));
    }

    private ChatId? ChatToRead() => RequireScopeAttribute.Find(Context) is Scope.Read ? RequestAccess.From(Context).Chat : null;
}
