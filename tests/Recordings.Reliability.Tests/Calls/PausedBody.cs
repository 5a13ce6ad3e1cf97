using System.Net;
using System.Net.Http.Headers;

namespace Recordings.Reliability.Tests.Calls;

/// <summary>A chunk's body that pauses after its first half: the request is in progress until <see cref="Resume"/>.</summary>
internal sealed class PausedBody : HttpContent
{
    private readonly TaskCompletionSource _firstHalfSent = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource _resumed = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly byte[] _body;

    public PausedBody(TestChunk chunk)
    {
        _body = chunk.Body();
        Headers.ContentType = MediaTypeHeaderValue.Parse($"audio/L16;rate={TestChunk.Rate}");
    }

    public Task FirstHalfSent => _firstHalfSent.Task;

    public void Resume() => _resumed.SetResult();

    protected override async Task SerializeToStreamAsync(Stream stream, TransportContext? context)
    {
        var half = _body.Length / 2;
        await stream.WriteAsync(_body.AsMemory(0, half));
        await stream.FlushAsync();
        _firstHalfSent.TrySetResult();
        await _resumed.Task;
        await stream.WriteAsync(_body.AsMemory(half));
    }

    protected override bool TryComputeLength(out long length)
    {
        length = _body.Length;
        return true;
    }
}
