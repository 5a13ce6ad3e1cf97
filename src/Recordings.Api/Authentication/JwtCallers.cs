using System.Security.Claims;
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

/// <summary>Converts a token to a caller. The framework has verified its signature, issuer, audience and times.</summary>
internal sealed class JwtCallers : JwtBearerEvents
{
    private static readonly JsonWebTokenHandler Tokens = new();

    public override async Task MessageReceived(MessageReceivedContext context)
    {
        // The framework would use the rest of any header that begins with the scheme's name as a token.
        if (BearerToken.Read(context.Request) is not BearerToken.Token token || !Tokens.CanReadToken(token.Text))
        {
            context.Fail("malformed");
            return;
        }

        context.Token = token.Text;
        if (context.Options.ConfigurationManager is { } authority)
            await LoadKeysAsync(authority, context.Options.BackchannelTimeout, context.HttpContext.RequestAborted);
    }

    public override Task TokenValidated(TokenValidatedContext context)
    {
        var token = (JsonWebToken)context.SecurityToken;
        if (!MemberId.TryParse(token.Subject, out var member))
        {
            context.Fail("no usable sub");
            return Task.CompletedTask;
        }

        RequestAccess.From(context.HttpContext).Caller = new Caller(
            member,
            ScopeNames.Widest(Values(token, "scope").Concat(Values(token, "scp")).SelectMany(value => value.Split(' '))),
            [.. Values(token, "workspace_uuid")
                .Select(text => WorkspaceId.TryParse(text, out var id) ? id : (WorkspaceId?)null).OfType<WorkspaceId>()],
            new CredentialId(CredentialKind.Subject, token.Subject));
        return Task.CompletedTask;
    }

    /// <summary>
    /// Without the authority's keys, every valid token would be rejected as forged. Cached keys are available at once.
    /// Otherwise one request loads them while the others wait. Each request waits at most <paramref name="timeout"/>.
    /// </summary>
    /// <exception cref="DependencyUnavailableException">The keys are not cached, and the authority did not return them in time.</exception>
    private static async Task LoadKeysAsync(
        IConfigurationManager<OpenIdConnectConfiguration> authority, TimeSpan timeout, CancellationToken aborted)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(aborted);
        limit.CancelAfter(timeout);
        try
        {
            await authority.GetConfigurationAsync(limit.Token);
        }
        catch (Exception fault) when (fault is InvalidOperationException or OperationCanceledException && !aborted.IsCancellationRequested)
        {
            throw new DependencyUnavailableException(Dependency.Authority, fault);
        }
    }

    /// <summary>
    /// The values of a claim that is a string or an array of strings. The framework gives one claim for each value. The value of an
    /// object or of an array in an array is its JSON text, which may contain anything.
    /// </summary>
    private static IEnumerable<string> Values(JsonWebToken token, string name) => token.Claims
        .Where(claim => claim.Type == name && claim.ValueType == ClaimValueTypes.String)
        .Select(claim => claim.Value);
}
