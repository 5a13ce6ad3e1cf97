using Microsoft.AspNetCore.Authentication.JwtBearer;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Protocols;
using Microsoft.IdentityModel.Protocols.OpenIdConnect;
using Recordings.Api.Access;
using Recordings.Application.Ports;
using Recordings.Domain.Access;
using Recordings.Domain.Chats;
using Recordings.Domain.Workspaces;

namespace Recordings.Api.Authentication;

/// <summary>Makes a caller of a token whose signature, issuer, audience and times were found good.</summary>
internal sealed class JwtCallers : JwtBearerEvents
{
    private static readonly JsonWebTokenHandler Tokens = new();

    public override async Task MessageReceived(MessageReceivedContext context)
    {
        // The framework would take the rest of any header that begins with the scheme's name.
        if (BearerToken.Read(context.Request) is not BearerToken.Token token || !Tokens.CanReadToken(token.Text))
        {
            context.Fail("malformed");
            return;
        }

        context.Token = token.Text;
        if (context.Options.ConfigurationManager is { } authority)
            await LearnKeysAsync(authority, context.Options.BackchannelTimeout, context.HttpContext.RequestAborted);
    }

    public override Task TokenValidated(TokenValidatedContext context)
    {
        var token = (JsonWebToken)context.SecurityToken;
        if (!MemberId.TryParse(token.Subject, out var member))
        {
            context.Fail("no usable sub");
            return Task.CompletedTask;
        }

        RequestAccess.Of(context.HttpContext).Caller = new Caller(
            member,
            ScopeNames.Widest(Values(token, "scope").Concat(Values(token, "scp")).SelectMany(value => value.Split(' '))),
            [.. Values(token, "workspace_uuid").Select(text => WorkspaceId.TryParse(text, out var id) ? id : (WorkspaceId?)null).OfType<WorkspaceId>()],
            new CredentialId(CredentialKind.Subject, token.Subject));
        return Task.CompletedTask;
    }

    /// <summary>
    /// Without the authority's keys every token looks forged, which is not the token's fault. Known keys are at hand at
    /// once; else one request asks and the others stand in line, none for longer than <paramref name="patience"/>.
    /// </summary>
    /// <exception cref="DependencyUnavailableException">They are not known and cannot be asked for just now.</exception>
    private static async Task LearnKeysAsync(
        IConfigurationManager<OpenIdConnectConfiguration> authority, TimeSpan patience, CancellationToken aborted)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(aborted);
        limit.CancelAfter(patience);
        try
        {
            await authority.GetConfigurationAsync(limit.Token);
        }
        catch (Exception away) when (away is InvalidOperationException or OperationCanceledException && !aborted.IsCancellationRequested)
        {
            throw new DependencyUnavailableException(Dependency.Authority, away);
        }
    }

    /// <summary>A claim's values, whether it is written as one string or as an array; both arrive as one claim a value.</summary>
    private static IEnumerable<string> Values(JsonWebToken token, string name) =>
        token.Claims.Where(claim => claim.Type == name).Select(claim => claim.Value);
}
