using System.Buffers;
using Recordings.Api.Audit;
using Recordings.Api.Problems;
using Recordings.Application;
using Recordings.Application.Access;

namespace Recordings.Api.Http;

/// <summary>Sends a recording over GET or HEAD: the whole, the selected part, or the failure.</summary>
internal sealed partial class AudioResultExecutor(TimeProvider clock, RequestAudit audit, ILogger<AudioResultExecutor> log)
{
    // CPU per MB sent, for 1 MiB parts of a stored file over loopback: 1.4 ms with reads of 128 KiB, 1.1 ms with 256 KiB, 0.9 ms with
    // 512 KiB. SendFile reads 16 KiB at a time and needs 1.8 ms. Each stalled client occupies one buffer, so the buffer is not larger.
    internal const int BufferSize = 256 * 1024;

    // Small, because the first buffer is copied once more than the others and delays the first byte.
    private const int FirstBufferSize = 64 * 1024;

    /// <exception cref="EndOfStreamException">The audio ended before the first buffer was full; nothing was sent.</exception>
    /// <remarks>
    /// Any other exception before the first byte passes to the caller, with the response unchanged, unless the client has disconnected.
    /// After the first byte, the connection is aborted.
    /// </remarks>
    public async Task<AudioDelivery> ExecuteAsync(HttpContext context, AudioFile file)
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

    private async Task<AudioDelivery> SendAsync(HttpContext context, AudioFile file, Selection selection)
    {
        var aborted = context.RequestAborted;
        var sent = 0L;
        try
        {
            await audit.BeginReadAsync(context, new SentBytes(selection.Offset, selection.Offset + selection.Count - 1));
            file.Content.Position = selection.Offset;
            sent = await SendFirstBufferAsync(context, file, selection);
            for (var body = context.Response.BodyWriter; sent < selection.Count;)
            {
                // Read directly into the server's send buffer, which saves a copy.
                var size = Part(BufferSize, selection.Count - sent);
                var part = body.GetMemory(size)[..size];
                await file.Content.ReadExactlyAsync(part, aborted);
                body.Advance(part.Length);
                await body.FlushAsync(aborted);
                sent += part.Length;
            }

            return new AudioDelivery(selection, sent, AccessEnd.Complete);
        }
        catch (Exception) when (aborted.IsCancellationRequested)
        {
            // For the request log: no status was sent.
            if (!context.Response.HasStarted)
                context.Response.StatusCode = StatusCodes.Status499ClientClosedRequest;
            return new AudioDelivery(selection, sent, AccessEnd.ClientLeft);
        }
        catch (Exception fault) when (context.Response.HasStarted)
        {
            // Without Abort the server would end the short body normally, and a player would treat it as the whole call.
            context.Abort();
            LogBroken(sent, selection.Count, fault.GetType().Name, context.TraceIdentifier);
            return new AudioDelivery(selection, sent, AccessEnd.Broken);
        }
    }

    /// <summary>
    /// Reads the first buffer before it writes a header. If a chunk at the start is damaged or unreachable, the response can
    /// still have a failure status.
    /// </summary>
    private async Task<int> SendFirstBufferAsync(HttpContext context, AudioFile file, Selection selection)
    {
        var buffer = ArrayPool<byte>.Shared.Rent(Part(FirstBufferSize, selection.Count));
        try
        {
            var part = buffer.AsMemory(0, Part(FirstBufferSize, selection.Count));
            await file.Content.ReadExactlyAsync(part, context.RequestAborted);
            AudioHeaders.WriteContent(context.Response, file, selection, clock.GetUtcNow());
            await context.Response.Body.WriteAsync(part, context.RequestAborted);
            return part.Length;
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }
    }

    private static int Part(int size, long remaining) => (int)Math.Min(size, remaining);

    // Only the type: a message may contain a track's name, which must not be logged.
    [LoggerMessage(LogLevel.Error, "Sending audio failed after {Sent} of {Count} bytes: {Failure} (request {RequestId})")]
    private partial void LogBroken(long sent, long count, string failure, string requestId);
}
