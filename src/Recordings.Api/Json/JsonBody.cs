using System.Buffers;
using System.IO.Pipelines;
using System.Numerics;
using System.Threading.RateLimiting;

namespace Recordings.Api.Json;

/// <summary>
/// The bytes of one JSON body. It must be complete in 30 seconds, and it holds memory only for bytes that have arrived.
/// </summary>
internal sealed class JsonBody : IDisposable
{
    private const int MaxBytes = 1024 * 1024;
    private static readonly TimeSpan TimeToArrive = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan TimeToGetRoom = TimeSpan.FromSeconds(5);

    private readonly List<RateLimitLease> _leases = [];
    private readonly JsonBodyRoom _room;
    private readonly TimeProvider _time;
    private byte[] _buffer = [];
    private int _length;

    private JsonBody(JsonBodyRoom room, TimeProvider time) => (_room, _time) = (room, time);

    public ReadOnlyMemory<byte> Bytes => _buffer.AsMemory(0, _length);

    /// <exception cref="BadHttpRequestException">
    /// 413: the body is too large. 408: it was not complete in time. 429: too many large bodies are arriving.
    /// </exception>
    public static async Task<JsonBody> ReadAsync(HttpContext context)
    {
        if (context.Request.ContentLength > MaxBytes)
            throw TooLarge();

        var services = context.RequestServices;
        var body = new JsonBody(services.GetRequiredService<JsonBodyRoom>(), services.GetRequiredService<TimeProvider>());
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
        Return();
        _leases.ForEach(lease => lease.Dispose());
        _leases.Clear();
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
            throw new BadHttpRequestException("The body took too long.", StatusCodes.Status408RequestTimeout);
        }
    }

    private async Task FillAsync(PipeReader reader, CancellationToken cancellationToken)
    {
        while (true)
        {
            var read = await reader.ReadAsync(cancellationToken);
            if (_length + read.Buffer.Length > MaxBytes)
                throw TooLarge();

            var arrived = (int)read.Buffer.Length;
            await GrowAsync(_length + arrived, cancellationToken);
            read.Buffer.CopyTo(_buffer.AsSpan(_length));
            _length += arrived;
            reader.AdvanceTo(read.Buffer.End);
            if (read.IsCompleted)
                return;
        }
    }

    private async Task GrowAsync(int bytes, CancellationToken cancellationToken)
    {
        if (bytes <= _buffer.Length)
            return;

        var larger = (int)BitOperations.RoundUpToPowerOf2((uint)bytes);
        if (larger > JsonBodyRoom.FreeBytes)
            await TakeRoomAsync(larger - _buffer.Length, cancellationToken);

        var buffer = ArrayPool<byte>.Shared.Rent(larger);
        Bytes.CopyTo(buffer);
        Return();
        _buffer = buffer;
    }

    private async Task TakeRoomAsync(int bytes, CancellationToken cancellationToken)
    {
        using var full = new CancellationTokenSource(TimeToGetRoom, _time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(full.Token, cancellationToken);
        try
        {
            _leases.Add(await _room.TakeAsync(bytes, either.Token));
        }
        catch (OperationCanceledException) when (full.IsCancellationRequested && !cancellationToken.IsCancellationRequested)
        {
            throw new BadHttpRequestException("Too many large bodies arrive.", StatusCodes.Status429TooManyRequests);
        }
    }

    private void Return()
    {
        if (_buffer.Length > 0)
            ArrayPool<byte>.Shared.Return(_buffer);
        _buffer = [];
    }

    private static BadHttpRequestException TooLarge() => new("The body is too large.", StatusCodes.Status413PayloadTooLarge);
}
