using System.Security.Claims;
using System.Text.Encodings.Web;
using Microsoft.AspNetCore.Authentication;
using Microsoft.Extensions.Options;
using Recordings.Api.Links;
using Recordings.Application.Administration;
using Recordings.Application.Ports;
using Recordings.Domain.Access;
using Recordings.Domain.Chats;

namespace Recordings.Api.Authentication;

/// <summary>
/// Authenticates API keys. Only their digest is known here, and looked up anew for each request, so revoking acts at once;
/// what a lookup's timing could tell is of a digest, not of a key.
/// </summary>
internal sealed class ApiKeyHandler(
    IOptionsMonitor<AuthenticationSchemeOptions> options, ILoggerFactory loggers, UrlEncoder encoder,
    ICredentials credentials, TimeProvider time)
    : AuthenticationHandler<AuthenticationSchemeOptions>(options, loggers, encoder)
{
    protected override async Task<AuthenticateResult> HandleAuthenticateAsync()
    {
        var bearer = BearerToken.Read(Request);
        if (bearer is BearerToken.None)
            return AuthenticateResult.NoResult();
        if (bearer is not BearerToken.Token token)
            return AuthenticateResult.Fail("malformed");

        // A reader's recording is read along: one round trip to the database rather than two.
        var presented = await credentials.FindAsync(ApiKeyText.Digest(token.Text), ChatToRead(), Context.RequestAborted);
        if (presented is not { Key: { RevokedAt: null } key } || key.ExpiresAt <= time.GetUtcNow())
            return AuthenticateResult.Fail("unknown, revoked or expired");

        Context.Features.Set(presented.Recording);
        Context.Features.Set(new Caller(
            key.Member, key.Scopes.Max(), [key.Workspace], new CredentialId(CredentialKind.ApiKey, key.KeyId)));
        return AuthenticateResult.Success(new AuthenticationTicket(new ClaimsPrincipal(new ClaimsIdentity(Scheme.Name)), Scheme.Name));
    }

    private ChatId? ChatToRead() =>
        Context.FindScopeNeeded() is Scope.Read && ChatId.TryParse(Context.GetRouteValue(RouteNames.Chat) as string, out var chat) ? chat : null;
}
