using System.Globalization;
using Recordings.Application;
using Recordings.Application.Ports;

namespace Recordings.Api.Problems;

/// <summary>The one place where exceptions become answers. Once bytes have flowed the connection is broken instead.</summary>
internal sealed partial class ExceptionProblems(RequestDelegate next, ILogger<ExceptionProblems> logger)
{
    private static readonly TimeSpan BackendRetry = TimeSpan.FromSeconds(5);

    public async Task InvokeAsync(HttpContext context)
    {
        try
        {
            await next(context);
        }
        catch (Exception) when (context.RequestAborted.IsCancellationRequested)
        {
            // Nobody is there to be answered.
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
        DependencyUnavailableException { Dependency: Dependency.Storage } =>
            Away(FailureCode.StorageUnavailable, "The object store cannot be reached or written just now; ask again."),
        DependencyUnavailableException { Dependency: Dependency.Database } =>
            Away(FailureCode.DatabaseUnavailable, "The database cannot be reached or written just now; ask again."),
        DependencyUnavailableException =>
            Away(FailureCode.AuthorityUnavailable, "The authority that issues tokens cannot be reached just now."),
        EndOfStreamException => Away(FailureCode.StorageUnavailable, "The stored recording ended early."),
        RecordingDamagedException { Chunk: var chunk } => new Failure(
            FailureCode.RecordingDamaged,
            string.Create(CultureInfo.InvariantCulture, $"Chunk {chunk.Sequence} of track {chunk.Track} is missing or altered.")),
        BadHttpRequestException { StatusCode: StatusCodes.Status413PayloadTooLarge } =>
            new Failure(FailureCode.BodyTooLarge, "The body is larger than this route takes."),
        // The latter is how the server reports a chunked body's chunk size beyond 64 bits.
        BadHttpRequestException or IOException { InnerException: OverflowException } => new Failure(FailureCode.MalformedRequest, "The request could not be read to its end."),
        _ => new Failure(FailureCode.InternalError, "Something failed that should not have; the request id finds it in the logs."),
    };

    private static Failure Away(FailureCode code, string detail) => new(code, detail) { RetryAfter = BackendRetry };

    private void Log(Exception exception, FailureCode code, string requestId)
    {
        // Types and places only: an exception's message may carry what no log shows.
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
