using System.Net;
using System.Net.Http.Headers;

namespace Recordings.Reliability.Tests.Capturing;

/// <summary>A chunk's body whose second half waits until it is let go: a request that is surely underway.</summary>
internal sealed class HeldBody : HttpContent
{
    private readonly TaskCompletionSource _begun = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource _letGo = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly byte[] _body;

    public HeldBody(SpokenChunk chunk)
    {
        _body = chunk.Body();
        Headers.ContentType = MediaTypeHeaderValue.Parse($"audio/L16;rate={SpokenChunk.Rate}");
    }

    /// <summary>Completes when the first half was written.</summary>
    public Task Begun => _begun.Task;

    public void LetGo() => _letGo.SetResult();

    protected override async Task SerializeToStreamAsync(Stream stream, TransportContext? context)
    {
        var half = _body.Length / 2;
        await stream.WriteAsync(_body.AsMemory(0, half));
        await stream.FlushAsync();
        _begun.TrySetResult();
        await _letGo.Task;
        await stream.WriteAsync(_body.AsMemory(half));
    }

    protected override bool TryComputeLength(out long length)
    {
        length = _body.Length;
        return true;
    }
}
