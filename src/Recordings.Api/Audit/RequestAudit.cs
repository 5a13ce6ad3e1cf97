using Recordings.Api.Access;
using Recordings.Api.Problems;
using Recordings.Application;
using Recordings.Application.Access;
using Recordings.Application.Ports;

namespace Recordings.Api.Audit;

/// <summary>
/// Records what a request owes the audit: two events for a read of audio, one for each issued link, denial, deletion and change of a
/// private chat.
/// </summary>
internal sealed class RequestAudit(IAccessLedger ledger) : IDenialRecord
{
    public static RequestAudit From(HttpContext context) => context.RequestServices.GetRequiredService<RequestAudit>();

    /// <summary>Before an act that cannot be undone. <see cref="RecordAsync"/> follows it.</summary>
    /// <exception cref="DependencyUnavailableException">The ledger cannot be written; the act must not begin.</exception>
    public Task EnsureWritableAsync(HttpContext context) => ledger.EnsureWritableAsync(context.RequestAborted);

    /// <summary>Before the first byte of audio is read.</summary>
    /// <exception cref="DependencyUnavailableException">The ledger cannot be written; no audio must be read.</exception>
    public async ValueTask BeginReadAsync(HttpContext context, SentBytes bytes)
    {
        var begun = ToEvent(context, new AccessOutcome(AccessEnd.Begun)) with { Bytes = bytes };
        await ledger.AnnounceAsync(begun, context.RequestAborted);
        RequestAccess.From(context).Begun = bytes;
    }

    /// <summary>Before an answer leaves that gives something out, such as a link.</summary>
    /// <exception cref="DependencyUnavailableException">The ledger cannot be written; the answer must not leave.</exception>
    public async ValueTask AnnounceAsync(HttpContext context)
    {
        await ledger.AnnounceAsync(ToEvent(context, new AccessOutcome(AccessEnd.Complete)), context.RequestAborted);
        RequestAccess.From(context).IsRecorded = true;
    }

    /// <summary>After an act that cannot be undone, before its answer leaves. The record remains if the client has left.</summary>
    /// <exception cref="DependencyUnavailableException">The record is not written yet.</exception>
    public ValueTask RecordAsync(HttpContext context)
    {
        RequestAccess.From(context).IsRecorded = true;
        return ledger.RecordAsync(ToEvent(context, new AccessOutcome(AccessEnd.Complete)), CancellationToken.None);
    }

    public ValueTask AnnounceDenialAsync(HttpContext context, FailureCode code)
    {
        // The denial is the end of a read that was announced, and that has its own line.
        if (RequestAccess.From(context).Begun is not null)
            return ValueTask.CompletedTask;

        var denial = ToEvent(context, new AccessOutcome(AccessEnd.Failed, code));
        RequestAccess.From(context).IsRecorded = true;
        if (ProblemTable.Find(code).Status != StatusCodes.Status401Unauthorized)
            return ledger.AnnounceAsync(denial, context.RequestAborted);

        ledger.Note(denial);
        return ValueTask.CompletedTask;
    }

    /// <summary>After the request: the end of a read, or of an act that failed when it may have been half done.</summary>
    public void End(HttpContext context)
    {
        if (FindEnd(context) is { } outcome)
            ledger.RecordEnd(ToEvent(context, outcome));
    }

    /// <summary>Null for a request that owes nothing more.</summary>
    private static AccessOutcome? FindEnd(HttpContext context)
    {
        var access = RequestAccess.From(context);
        if (access.Begun is not null)
            return access.Audio is { } audio ? new AccessOutcome(audio.End) : Failed(access);

        // The change may be in the database, whatever failed after that.
        if (access.Described?.Value is not null && !access.IsRecorded)
            return Failed(access);

        // An act that the ledger stopped did not begin.
        var mayBeHalfDone = Find(context) is { FaultsToo: true } && access.IsAuthenticated
            && context.Response.StatusCode >= StatusCodes.Status499ClientClosedRequest
            && access.Failure is not FailureCode.AuditUnavailable;
        return mayBeHalfDone && !access.IsRecorded ? Failed(access) : null;
    }

    private static AccessOutcome Failed(RequestAccess access) =>
        new(access.Failure is null ? AccessEnd.ClientLeft : AccessEnd.Failed, access.Failure);

    private static AccessEvent ToEvent(HttpContext context, AccessOutcome outcome) =>
        RequestAccess.From(context).ToEvent(Find(context)?.Action ?? context.Request.Method, outcome);

    private static AuditedAttribute? Find(HttpContext context) => context.GetEndpoint()?.Metadata.GetMetadata<AuditedAttribute>();
}
