using System.Buffers;

namespace Recordings.Api.Http;

/// <summary>Serves a recording over GET or HEAD: all of it, the part asked for, or why neither.</summary>
internal sealed partial class AudioResultExecutor(RefuseAudio refuse, TimeProvider clock, ILogger<AudioResultExecutor> log)
{
    // CPU per MB sent, 1 MiB parts of a cached file over loopback: SendFile, which reads 16 KiB at a time, 1.8 ms; 128 KiB reads 1.4, 256 KiB 1.1,
    // 512 KiB 0.9. A reader that stalls holds this much, so not more.
    internal const int BufferSize = 256 * 1024;

    // Copied once more than the rest is, and what a listener waits for.
    private const int FirstBufferSize = 64 * 1024;

    /// <exception cref="EndOfStreamException">The audio ended before the first buffer was full; nothing was sent.</exception>
    /// <remarks>Whatever else the audio throws before the first byte passes through, with the response untouched; afterwards the connection is aborted.</remarks>
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
                await RefuseAsync(context, file, AudioRefusal.PreconditionFailed);
                break;
            case SelectionKind.RangeNotSatisfiable:
                await RefuseAsync(context, file, AudioRefusal.RangeNotSatisfiable);
                break;
            default:
                if (HttpMethods.IsGet(context.Request.Method))
                    return await SendAsync(context, file, selection);

                AudioHeaders.WriteContent(context.Response, file, selection, clock.GetUtcNow());
                break;
        }

        return new AudioDelivery(selection, 0, DeliveryEnd.Complete);
    }

    private Task RefuseAsync(HttpContext context, AudioFile file, AudioRefusal refusal)
    {
        AudioHeaders.WriteRefused(context.Response, file.Representation, refusal);
        return refuse(context, refusal);
    }

    private async Task<AudioDelivery> SendAsync(HttpContext context, AudioFile file, Selection selection)
    {
        var aborted = context.RequestAborted;
        var sent = 0L;
        try
        {
            file.Content.Position = selection.Offset;
            sent = await BeginAsync(context, file, selection);
            for (var body = context.Response.BodyWriter; sent < selection.Count;)
            {
                // Read straight into what the server sends from: no copy in between.
                var size = Part(BufferSize, selection.Count - sent);
                var part = body.GetMemory(size)[..size];
                await file.Content.ReadExactlyAsync(part, aborted);
                body.Advance(part.Length);
                await body.FlushAsync(aborted);
                sent += part.Length;
            }

            return new AudioDelivery(selection, sent, DeliveryEnd.Complete);
        }
        catch (Exception) when (aborted.IsCancellationRequested)
        {
            return new AudioDelivery(selection, sent, DeliveryEnd.ClientLeft);
        }
        catch (Exception failure) when (context.Response.HasStarted)
        {
            // Without this the server would end the short body in good order, and a player would take it for the whole call.
            context.Abort();
            LogBroken(failure.GetType().Name, sent, selection.Count);
            return new AudioDelivery(selection, sent, DeliveryEnd.Broken, failure);
        }
    }

    /// <summary>
    /// A buffer before the first header: what fails here, a damaged or unreachable chunk at the very start, is still an answer
    /// with a status.
    /// </summary>
    private async Task<int> BeginAsync(HttpContext context, AudioFile file, Selection selection)
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

    // The type alone: a message may carry a track's name, which no log shows.
    [LoggerMessage(LogLevel.Error, "Audio broke off after {Sent} of {Count} bytes: {Failure}")]
    private partial void LogBroken(string failure, long sent, long count);
}
