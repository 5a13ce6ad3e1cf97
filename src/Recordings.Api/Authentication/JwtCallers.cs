using Microsoft.AspNetCore.Authentication.JwtBearer;
using Microsoft.IdentityModel.JsonWebTokens;
using Recordings.Application.Ports;
using Recordings.Domain.Access;
using Recordings.Domain.Chats;

namespace Recordings.Api.Authentication;

/// <summary>Makes a caller of a token whose signature, issuer, audience and times were found good.</summary>
internal sealed class JwtCallers : JwtBearerEvents
{
    public override Task MessageReceived(MessageReceivedContext context)
    {
        // The framework would take the rest of any header that begins with the scheme's name.
        if (BearerToken.Read(context.Request) is BearerToken.Token token)
            context.Token = token.Text;
        else
            context.Fail("malformed");
        return Task.CompletedTask;
    }

    public override Task TokenValidated(TokenValidatedContext context)
    {
        var token = (JsonWebToken)context.SecurityToken;
        if (!MemberId.IsValid(token.Subject))
        {
            context.Fail("no usable sub");
            return Task.CompletedTask;
        }

        context.HttpContext.Features.Set(new Caller(
            MemberId.Of(token.Subject),
            ScopeNames.Widest(Values(token, "scope").Concat(Values(token, "scp")).SelectMany(value => value.Split(' '))),
            [.. Values(token, "workspace_uuid").Select(text => WorkspaceId.TryParse(text, out var id) ? id : (WorkspaceId?)null).OfType<WorkspaceId>()],
            new CredentialId(CredentialKind.Subject, token.Subject)));
        return Task.CompletedTask;
    }

    /// <summary>Not being able to ask the authority is not the token's fault.</summary>
    public override Task AuthenticationFailed(AuthenticationFailedContext context) =>
        context.Exception is InvalidOperationException or HttpRequestException
            ? throw new DependencyUnavailableException(Dependency.Authority, context.Exception)
            : Task.CompletedTask;

    /// <summary>A claim's values, whether it is written as one string or as an array; both arrive as one claim a value.</summary>
    private static IEnumerable<string> Values(JsonWebToken token, string name) =>
        token.Claims.Where(claim => claim.Type == name).Select(claim => claim.Value);
}
