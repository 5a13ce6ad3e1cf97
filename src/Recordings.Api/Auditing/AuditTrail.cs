using System.Globalization;
using Recordings.Api.Authentication;
using Recordings.Api.Http;
using Recordings.Domain.Access;
using Recordings.Domain.Chats;

namespace Recordings.Api.Auditing;

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
        if (context.GetEndpoint()?.Metadata.GetMetadata<AuditedAttribute>() is null || HttpMethods.IsHead(context.Request.Method))
            return null;
        if (context.Features.Get<AudioDelivery>() is { } delivery)
            return delivery.Selection.Count == 0 ? null : delivery.End.ToString();

        return context.Response.StatusCode is >= 200 and < 300 ? "Complete" : null;
    }

    private void Write(HttpContext context, string outcome)
    {
        var caller = context.Features.Get<Caller>();
        LogAudited(
            context.GetEndpoint()?.Metadata.GetMetadata<AuditedAttribute>()?.Action ?? context.Request.Method,
            outcome,
            context.TraceIdentifier,
            caller?.Credential.ToString(),
            caller?.Member.Value,
            WorkspaceId.TryParse(RouteText(context, RouteNames.Workspace), out var workspace) ? workspace.ToString() : null,
            ChatId.TryParse(RouteText(context, RouteNames.Chat), out var chat) ? chat.Value : null,
            RangeOf(context.Features.Get<AudioDelivery>()));
    }

    private static string? RouteText(HttpContext context, string name) => context.GetRouteValue(name) as string;

    private static string? RangeOf(AudioDelivery? delivery) => delivery is { Selection: { Count: > 0 } selection }
        ? string.Create(CultureInfo.InvariantCulture, $"{selection.Offset}-{selection.Offset + delivery.BytesSent}")
        : null;

    [LoggerMessage(
        Level = LogLevel.Information,
        Message = "{Action}: {Outcome} (request {RequestId}, credential {Credential}, member {Member}, workspace {Workspace}, chat {Chat}, bytes {Bytes})")]
    private partial void LogAudited(
        string action, string outcome, string requestId, string? credential, string? member, string? workspace, long? chat, string? bytes);
}
