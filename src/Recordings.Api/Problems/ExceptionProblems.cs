using Microsoft.AspNetCore.Connections;
using Recordings.Application;
using Recordings.Application.Ports;

namespace Recordings.Api.Problems;

/// <summary>Converts every exception to a response. If the response has started, it aborts the connection instead.</summary>
internal sealed partial class ExceptionProblems(RequestDelegate next, ILogger<ExceptionProblems> logger)
{
    public async Task InvokeAsync(HttpContext context)
    {
        try
        {
            await next(context);
        }
        catch (Exception) when (context.RequestAborted.IsCancellationRequested)
        {
            // The client has disconnected, so only the logs show this status.
            context.Response.StatusCode = StatusCodes.Status499ClientClosedRequest;
        }
        catch (Exception exception)
        {
            var failure = FailureOf(exception);
            Log(exception, failure.Code, context.TraceIdentifier);
            if (context.Response.HasStarted)
                context.Abort();
            else
                await WriteAsync(context, failure);
        }
    }

    private static Task WriteAsync(HttpContext context, Failure failure)
    {
        context.Response.Headers.ContentLength = null;
        return ProblemWriter.WriteAsync(context, failure);
    }

    private static Failure FailureOf(Exception exception) => exception switch
    {
        DependencyUnavailableException { Dependency: Dependency.Storage } => Failures.StorageUnavailable,
        DependencyUnavailableException { Dependency: Dependency.Database } => Failures.DatabaseUnavailable,
        DependencyUnavailableException { Dependency: Dependency.Audit } => Failures.AuditUnavailable,
        DependencyUnavailableException => Failures.AuthorityUnavailable,
        StoredFileTooShortException => Failures.StoredFileTooShort,
        RecordingDamagedException damaged => Failures.RecordingDamaged(damaged.Chunk),
        BadHttpRequestException { StatusCode: StatusCodes.Status413PayloadTooLarge } => Failures.BodyTooLarge,
        BadHttpRequestException { StatusCode: StatusCodes.Status408RequestTimeout } => Failures.BodyTooSlow,
        BadHttpRequestException { StatusCode: StatusCodes.Status429TooManyRequests } => Failures.TooManyLargeBodies,
        _ => IsOfTheBody(exception) ? Failures.UnreadableRequest : Failures.InternalError,
    };

    /// <summary>Whether the body ended early or is not framed as HTTP says. Faults of disks are translated before they come here.</summary>
    private static bool IsOfTheBody(Exception exception) => exception
        is BadHttpRequestException or EndOfStreamException or ConnectionResetException
        or OperationCanceledException { InnerException: ConnectionAbortedException }

        // OverflowException: the server's report of an HTTP chunk size above 64 bits.
        or IOException { InnerException: OverflowException or ConnectionAbortedException };

    private void Log(Exception exception, FailureCode code, string requestId)
    {
        // Only type and stack trace: an exception's message may contain data that must not be logged.
        if (code is FailureCode.InternalError)
            LogBug(requestId, exception.GetType().FullName, exception.StackTrace);
        else
            LogFault(requestId, code, exception.InnerException?.GetType().FullName ?? exception.GetType().FullName);
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "Request {RequestId}: unexpected {Exception} at {StackTrace}")]
    private partial void LogBug(string requestId, string? exception, string? stackTrace);

    [LoggerMessage(Level = LogLevel.Warning, Message = "Request {RequestId}: answered {Code} because of {Exception}")]
    private partial void LogFault(string requestId, FailureCode code, string? exception);
}
