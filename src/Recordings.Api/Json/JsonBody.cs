using System.Buffers;
using System.IO.Pipelines;
using System.Threading.RateLimiting;

namespace Recordings.Api.Json;

/// <summary>
/// The bytes of one JSON body. It must be complete in 30 seconds, and it holds memory only for bytes that have arrived.
/// </summary>
internal sealed class JsonBody : IDisposable
{
    private const int MaxBytes = 1024 * 1024;
    private static readonly TimeSpan TimeToArrive = TimeSpan.FromSeconds(30);

    /// <summary>A body of ordinary size fits into them.</summary>
    private const int FreeSegments = 2;

    private readonly List<JsonBodySegment> _segments = [];
    private readonly JsonBodyRoom _room;
    private readonly TimeProvider _time;
    private readonly long? _announced;
    private RateLimitLease? _lease;
    private bool _waitsForRoom;

    private JsonBody(JsonBodyRoom room, TimeProvider time, long? announced) => (_room, _time, _announced) = (room, time, announced);

    public ReadOnlySequence<byte> Bytes => _segments is [var first, .., var last]
        ? new ReadOnlySequence<byte>(first, 0, last, last.Length)
        : new ReadOnlySequence<byte>(_segments.Count == 0 ? default : _segments[0].Memory);

    /// <exception cref="BadHttpRequestException">
    /// 413: the body is too large. 408: it was not complete in time. 429: too many large bodies are arriving.
    /// </exception>
    public static async Task<JsonBody> ReadAsync(HttpContext context)
    {
        if (context.Request.ContentLength > MaxBytes)
            throw TooLarge();

        var services = context.RequestServices;
        var body = new JsonBody(services.GetRequiredService<JsonBodyRoom>(), services.GetRequiredService<TimeProvider>(), context.Request.ContentLength);
        try
        {
            await body.FillInTimeAsync(context.Request.BodyReader, context.RequestAborted);
            return body;
        }
        catch
        {
            body.Dispose();
            throw;
        }
    }

    public void Dispose()
    {
        _segments.ForEach(segment => segment.Dispose());
        _segments.Clear();
        _lease?.Dispose();
    }

    private async Task FillInTimeAsync(PipeReader reader, CancellationToken cancellationToken)
    {
        using var late = new CancellationTokenSource(TimeToArrive, _time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(late.Token, cancellationToken);
        try
        {
            await FillAsync(reader, either.Token);
        }
        catch (OperationCanceledException) when (late.IsCancellationRequested)
        {
            throw _waitsForRoom
                ? new BadHttpRequestException("Too many large bodies arrive.", StatusCodes.Status429TooManyRequests)
                : new BadHttpRequestException("The body took too long.", StatusCodes.Status408RequestTimeout);
        }
    }

    private async Task FillAsync(PipeReader reader, CancellationToken cancellationToken)
    {
        for (var length = 0L; ;)
        {
            var read = await reader.ReadAsync(cancellationToken);
            try
            {
                if ((length += read.Buffer.Length) > MaxBytes)
                    throw TooLarge();
                await AppendAsync(read.Buffer, cancellationToken);
            }
            finally
            {
                // Also after a failure: the server reads the rest, so that the client can read the answer.
                reader.AdvanceTo(read.Buffer.End);
            }

            if (read.IsCompleted)
                return;
        }
    }

    private async Task AppendAsync(ReadOnlySequence<byte> bytes, CancellationToken cancellationToken)
    {
        while (bytes.Length > 0)
        {
            if (_segments is not [.., { Length: < JsonBodySegment.Bytes } last])
                last = await AddSegmentAsync(cancellationToken);
            bytes = bytes.Slice(last.Append(bytes));
        }
    }

    private async Task<JsonBodySegment> AddSegmentAsync(CancellationToken cancellationToken)
    {
        if (_segments.Count == FreeSegments)
            await TakeRoomAsync(cancellationToken);

        var segment = new JsonBodySegment();
        if (_segments is [.., var last])
            segment.Follow(last);
        _segments.Add(segment);
        return segment;
    }

    /// <summary>Takes the room for the whole body at once: bodies that each hold a part could wait for each other.</summary>
    private async Task TakeRoomAsync(CancellationToken cancellationToken)
    {
        _waitsForRoom = true;
        _lease = await _room.TakeAsync((int)(_announced ?? MaxBytes), cancellationToken);
        _waitsForRoom = false;
    }

    private static BadHttpRequestException TooLarge() => new("The body is too large.", StatusCodes.Status413PayloadTooLarge);
}
