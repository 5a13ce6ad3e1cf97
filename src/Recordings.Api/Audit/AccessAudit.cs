using Recordings.Api.Access;
using Recordings.Application.Access;
using Recordings.Application.Ports;

namespace Recordings.Api.Audit;

/// <summary>Records one <see cref="AccessEvent"/> in the ledger for each read of audio, issued link, denial and deletion.</summary>
internal sealed class AccessAudit(RequestDelegate next, IAccessLedger ledger)
{
    public async Task InvokeAsync(HttpContext context)
    {
        try
        {
            await next(context);
        }
        finally
        {
            var access = RequestAccess.From(context);
            var audited = context.GetEndpoint()?.Metadata.GetMetadata<AuditedAttribute>();
            if (FindOutcome(context, access, audited) is { } outcome)
                await ledger.RecordAsync(access.ToEvent(audited?.Action ?? context.Request.Method, outcome), CancellationToken.None);
        }
    }

    /// <summary>Null for a request that the audit does not record.</summary>
    private static AccessOutcome? FindOutcome(HttpContext context, RequestAccess access, AuditedAttribute? audited)
    {
        if (context.Response.StatusCode is StatusCodes.Status401Unauthorized or StatusCodes.Status403Forbidden)
            return new AccessOutcome(AccessEnd.Failed, access.Failure);
        if (audited is null || HttpMethods.IsHead(context.Request.Method))
            return null;
        if (access.Audio is { } audio)
            return audio.IsEmpty ? null : new AccessOutcome(audio.End);

        return context.Response.StatusCode switch
        {
            >= 200 and < 300 => new AccessOutcome(AccessEnd.Complete),
            >= StatusCodes.Status499ClientClosedRequest when audited.FaultsToo && access.IsAuthenticated =>
                new AccessOutcome(access.Failure is null ? AccessEnd.ClientLeft : AccessEnd.Failed, access.Failure),
            _ => null,
        };
    }
}
