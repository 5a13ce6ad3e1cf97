using System.Buffers;
using System.IO.Pipelines;
using Microsoft.AspNetCore.Server.Kestrel.Core.Features;
using Recordings.Api.Audit;
using Recordings.Api.Problems;
using Recordings.Api.Transfers;
using Recordings.Application;
using Recordings.Application.Access;
using Recordings.Application.Ports;
using Recordings.Application.Reading;

namespace Recordings.Api.Http;

/// <summary>Sends a recording over GET or HEAD: the whole, the selected part, or the failure.</summary>
internal sealed partial class AudioResultExecutor(
    RunningTransfers transfers, ReadingAccess access, RequestAudit audit, TimeProvider clock, ILogger<AudioResultExecutor> log)
{
    private static readonly TimeSpan LookLimit = TimeSpan.FromSeconds(5);

    /// <returns>Null when the answer is a failure instead of audio, other than one of the request's conditions.</returns>
    /// <exception cref="EndOfStreamException">The audio ended before the first buffer was full; nothing was sent.</exception>
    /// <remarks>
    /// Any other exception before the first byte passes to the caller, with the response unchanged, unless the client has disconnected.
    /// After the first byte, the connection is aborted.
    /// </remarks>
    public async Task<AudioDelivery?> ExecuteAsync(HttpContext context, AudioFile file)
    {
        await using var content = file.Content;
        var selection = Preconditions.Select(RequestConditions.From(context.Request), file.Representation, clock.GetUtcNow());
        switch (selection.Kind)
        {
            case SelectionKind.NotModified:
                AudioHeaders.WriteNotModified(context.Response, file.Representation);
                break;
            case SelectionKind.PreconditionFailed:
                AudioHeaders.WritePreconditionFailed(context.Response, file.Representation);
                await ProblemWriter.WriteAsync(context, Failures.PreconditionFailed);
                break;
            case SelectionKind.RangeNotSatisfiable:
                AudioHeaders.WriteRangeNotSatisfiable(context.Response, file.Representation);
                await ProblemWriter.WriteAsync(context, Failures.RangeNotSatisfiable);
                break;
            default:
                if (HttpMethods.IsGet(context.Request.Method))
                    return await SendAsync(context, file, selection);

                AudioHeaders.WriteContent(context.Response, file, selection, clock.GetUtcNow());
                break;
        }

        return new AudioDelivery(selection, 0, AccessEnd.Complete);
    }

    private async Task<AudioDelivery?> SendAsync(HttpContext context, AudioFile file, Selection selection)
    {
        using var transfer = transfers.TryBegin(context, file.Right);
        if (transfer is null)
        {
            await ProblemWriter.WriteAsync(context, Failures.TooManyTransfers);
            return null;
        }

        var aborted = context.RequestAborted;
        try
        {
            await audit.BeginReadAsync(context, new SentBytes(selection.Offset, selection.Offset + selection.Count - 1));
            file.Content.Position = selection.Offset;
            await SendFirstPartAsync(context, file, selection, transfer);
            while (transfer.Sent < selection.Count && !transfer.IsOver)
                await SendPartAsync(context.Response.BodyWriter, file.Content, selection.Count - transfer.Sent, transfer, aborted);

            // Otherwise the server would report a body that is shorter than its Content-Length.
            if (transfer.IsOver)
                context.Abort();
            return new AudioDelivery(selection, transfer.Sent, transfer.IsOver ? EndOf(transfer) : AccessEnd.Complete);
        }
        catch (Exception) when (aborted.IsCancellationRequested || transfer.Stopped is not null)
        {
            // For the request log: no status was sent.
            if (!context.Response.HasStarted)
                context.Response.StatusCode = StatusCodes.Status499ClientClosedRequest;
            return new AudioDelivery(selection, transfer.Sent, EndOf(transfer));
        }
        catch (Exception fault) when (context.Response.HasStarted)
        {
            // Without Abort the server would end the short body normally, and a player would treat it as the whole call.
            context.Abort();
            if (await FindLossAsync(fault, file.Right) is null)
                LogBroken(transfer.Sent, selection.Count, fault.GetType().Name, context.TraceIdentifier);
            else
                LogLost(transfer.Sent, selection.Count, context.TraceIdentifier);
            return new AudioDelivery(selection, transfer.Sent, AccessEnd.Broken);
        }
        catch (Exception fault) when (IsOfTheStore(fault))
        {
            if (await FindLossAsync(fault, file.Right) is not { } loss)
                throw;
            await ProblemWriter.WriteAsync(context, loss);
            return null;
        }
    }

    /// <summary>
    /// Reads the first part before it writes a header. If a chunk at the start is damaged or unreachable, the response can
    /// still have a failure status.
    /// </summary>
    private async Task SendFirstPartAsync(HttpContext context, AudioFile file, Selection selection, Transfer transfer)
    {
        using var part = transfer.TakePart(selection.Offset, selection.Count);
        var buffer = ArrayPool<byte>.Shared.Rent(part.Size);
        try
        {
            await file.Content.ReadExactlyAsync(buffer.AsMemory(0, part.Size), context.RequestAborted);
            AudioHeaders.WriteContent(context.Response, file, selection, clock.GetUtcNow());

            // The watch of the transfers measures the reader. The server's own limit would end a slow listener.
            if (context.Features.Get<IHttpMinResponseDataRateFeature>() is { } rate)
                rate.MinDataRate = null;

            // After the start the server gives memory of one piece. Before it, the bytes would go through many small blocks.
            await context.Response.StartAsync(context.RequestAborted);
            buffer.AsSpan(0, part.Size).CopyTo(context.Response.BodyWriter.GetSpan(part.Size));
            context.Response.BodyWriter.Advance(part.Size);
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }

        await transfer.WaitForReaderAsync(context.Response.BodyWriter.FlushAsync(context.RequestAborted), part.Size);
    }

    /// <summary>Reads directly into the server's send buffer, which saves a copy.</summary>
    private static async ValueTask SendPartAsync(
        PipeWriter body, Stream content, long remaining, Transfer transfer, CancellationToken aborted)
    {
        using var part = transfer.TakePart(content.Position, remaining);
        await content.ReadExactlyAsync(body.GetMemory(part.Size)[..part.Size], aborted);
        body.Advance(part.Size);
        await transfer.WaitForReaderAsync(body.FlushAsync(aborted), part.Size);
    }

    /// <summary>A reader that stalled has left. The service broke off only what the reader may no longer read.</summary>
    private static AccessEnd EndOf(Transfer transfer) =>
        transfer.Stopped is TransferStop.RightLost ? AccessEnd.Broken : AccessEnd.ClientLeft;

    /// <summary>Faults that a deletion of the call during its reading causes too.</summary>
    private static bool IsOfTheStore(Exception fault) =>
        fault is RecordingDamagedException or EndOfStreamException or DependencyUnavailableException { Dependency: Dependency.Storage };

    /// <summary>Why the audio may no longer be read, which explains the fault; null when it may, or when the database does not answer.</summary>
    private async Task<Failure?> FindLossAsync(Exception fault, ReadingRight right)
    {
        if (!IsOfTheStore(fault))
            return null;

        using var limit = new CancellationTokenSource(LookLimit);
        try
        {
            return (await access.FindAsync(right, limit.Token)).Failure;
        }
        catch (Exception unavailable) when (unavailable is DependencyUnavailableException or OperationCanceledException)
        {
            return null;
        }
    }

    // Only the type: a message may contain a track's name, which must not be logged.
    [LoggerMessage(LogLevel.Error, "Sending audio failed after {Sent} of {Count} bytes: {Failure} (request {RequestId})")]
    private partial void LogBroken(long sent, long count, string failure, string requestId);

    [LoggerMessage(LogLevel.Information, "Sending audio ended after {Sent} of {Count} bytes: it may no longer be read (request {RequestId})")]
    private partial void LogLost(long sent, long count, string requestId);
}
