using System.Globalization;
using Recordings.Api.Http;
using Recordings.Api.Links;
using Recordings.Application.Links;
using Recordings.Domain.Access;
using Recordings.Domain.Chats;
using Recordings.Domain.Workspaces;

namespace Recordings.Api.Audit;

/// <summary>
/// One line for every read of audio, link issued, refusal and deletion. Member ids stand here and nowhere else; the line's
/// time is the logger's.
/// </summary>
internal sealed partial class AuditTrail(RequestDelegate next, ILoggerFactory loggers)
{
    private readonly ILogger _audit = loggers.CreateLogger("Recordings.Audit");

    public async Task InvokeAsync(HttpContext context)
    {
        try
        {
            await next(context);
        }
        finally
        {
            if (OutcomeOf(context) is { } outcome)
                Write(context, outcome);
        }
    }

    /// <summary>Null when the request is none of the audit's business.</summary>
    private static string? OutcomeOf(HttpContext context)
    {
        if (context.Response.StatusCode is StatusCodes.Status401Unauthorized or StatusCodes.Status403Forbidden)
            return context.Features.Get<AuditedRefusal>()?.Code ?? "refused";
        if (context.GetEndpoint()?.Metadata.GetMetadata<AuditedAttribute>() is not { } audited || HttpMethods.IsHead(context.Request.Method))
            return null;
        if (context.Features.Get<AudioDelivery>() is { } delivery)
            return delivery.Selection.Count == 0 ? null : delivery.End.ToString();

        return context.Response.StatusCode switch
        {
            >= 200 and < 300 => "Complete",
            >= StatusCodes.Status499ClientClosedRequest when audited.FaultsToo && context.Features.Get<Caller>() is not null =>
                context.Features.Get<AuditedRefusal>()?.Code ?? nameof(DeliveryEnd.ClientLeft),
            _ => null,
        };
    }

    /// <summary>Behind a link stands whoever asked for it; what else the request carries is ignored, here too.</summary>
    private void Write(HttpContext context, string outcome)
    {
        var grant = context.Features.Get<LinkGrant>();
        var caller = context.Features.Get<Caller>();
        LogAudited(
            context.GetEndpoint()?.Metadata.GetMetadata<AuditedAttribute>()?.Action ?? context.Request.Method,
            outcome,
            context.TraceIdentifier,
            (grant?.Credential ?? caller?.Credential)?.ToString(),
            caller?.Member.Value,
            (grant?.Workspace ?? RouteWorkspace(context))?.ToString(),
            (grant?.Chat ?? RouteChat(context))?.Value,
            RangeOf(context.Features.Get<AudioDelivery>()));
    }

    private static WorkspaceId? RouteWorkspace(HttpContext context) =>
        WorkspaceId.TryParse(RouteText(context, RouteNames.Workspace), out var workspace) ? workspace : null;

    private static ChatId? RouteChat(HttpContext context) => ChatId.TryParse(RouteText(context, RouteNames.Chat), out var chat) ? chat : null;

    private static string? RouteText(HttpContext context, string name) => context.GetRouteValue(name) as string;

    /// <summary>First and last byte sent, as Content-Range counts them.</summary>
    private static string? RangeOf(AudioDelivery? delivery) => delivery is { BytesSent: > 0, Selection: var selection }
        ? string.Create(CultureInfo.InvariantCulture, $"{selection.Offset}-{selection.Offset + delivery.BytesSent - 1}")
        : null;

    [LoggerMessage(
        Level = LogLevel.Information,
        Message = "{Action}: {Outcome} (request {RequestId}, credential {Credential}, member {Member}, workspace {Workspace}, chat {Chat}, bytes {Bytes})")]
    private partial void LogAudited(
        string action, string outcome, string requestId, string? credential, string? member, string? workspace, long? chat, string? bytes);
}
