using System.Buffers;
using Recordings.Application.Ports;
using Recordings.Domain.Timelines;

namespace Recordings.Infrastructure.Rendering;

/// <summary>
/// Renders the next windows of a sequential reader, a bounded number at the same time. A window depends only on its position,
/// so windows can be rendered in any order. This hides the latency of a remote store.
/// </summary>
internal sealed class ReadAhead(IAudioStore store, RenderingTurns turns, Timeline timeline, int depth) : IAsyncDisposable
{
    /// <summary>
    /// Windows grow during sequential reading. A listener of a few seconds costs little, and a longer read needs fewer requests:
    /// a chunk that lies in two windows is requested twice. Measured with an hour of 16 kHz in a bucket, relative to the time of
    /// fetching and uploading alone: 1.38 with eight windows of 64 Ki frames, 1.08 with four windows that grow to 256 Ki.
    /// </summary>
    private const int FirstFrames = 64 * 1024;

    private readonly Queue<Window> _pending = new();
    private readonly Stack<WindowRenderer> _idle = new();
    private readonly CancellationTokenSource _stopping = new();
    private int _nextFrames = FirstFrames;

    /// <summary>Reads from <paramref name="frame"/> on, and starts to render the windows after it.</summary>
    /// <returns>Frames copied: as many as fit into the output, up to the end of the window.</returns>
    public async ValueTask<int> ReadAsync(long frame, Memory<byte> output, CancellationToken cancellationToken)
    {
        await DropUnusedAsync(frame);
        Start(frame);
        var window = _pending.Peek();
        try
        {
            await window.Rendering.WaitAsync(cancellationToken);
        }
        catch when (window.Rendering.IsFaulted)
        {
            // Report the fault once; drop the window so that the next read renders it again.
            Release(_pending.Dequeue());
            throw;
        }

        var from = (int)(frame - window.Frames.Start);
        var frames = (int)Math.Min(output.Length / sizeof(short), window.Frames.End - frame);
        window.Buffer.AsMemory(from * sizeof(short), frames * sizeof(short)).CopyTo(output);
        if (frame + frames == window.Frames.End)
        {
            Release(_pending.Dequeue());
            _nextFrames = Math.Min(_nextFrames * 2, WindowRenderer.MaxFrames);
        }

        return frames;
    }

    public async ValueTask DisposeAsync()
    {
        await _stopping.CancelAsync();
        while (_pending.TryDequeue(out var window))
            await DropAsync(window);
        _stopping.Dispose();
    }

    /// <summary>After a seek, drops windows until the first one holds the frame.</summary>
    private async ValueTask DropUnusedAsync(long frame)
    {
        while (_pending.TryPeek(out var window) && (frame < window.Frames.Start || frame >= window.Frames.End))
            await DropAsync(_pending.Dequeue());
        if (_pending.Count == 0)
            _nextFrames = FirstFrames;
    }

    private void Start(long frame)
    {
        var next = _pending.Count == 0 ? frame : _pending.Last().Frames.End;
        while (_pending.Count < depth && next < timeline.Frames)
        {
            var frames = new FrameRange(next, Math.Min(timeline.Frames, next + _nextFrames));
            var renderer = _idle.Count > 0 ? _idle.Pop() : new WindowRenderer(store, turns, timeline);
            var buffer = ArrayPool<byte>.Shared.Rent((int)frames.Length * sizeof(short));
            var rendering = renderer.RenderAsync(frames, buffer.AsMemory(0, (int)frames.Length * sizeof(short)), _stopping.Token).AsTask();
            _pending.Enqueue(new Window(frames, buffer, renderer, rendering));
            next = frames.End;
        }
    }

    private async ValueTask DropAsync(Window window)
    {
        // Wait, because the rendering still writes into the buffer. Ignore its fault: a later read of the window meets it again.
        await window.Rendering.ContinueWith(
            static task => task.Exception, CancellationToken.None, TaskContinuationOptions.ExecuteSynchronously, TaskScheduler.Default);
        Release(window);
    }

    private void Release(Window window)
    {
        ArrayPool<byte>.Shared.Return(window.Buffer);
        _idle.Push(window.Renderer);
    }

    private sealed record Window(FrameRange Frames, byte[] Buffer, WindowRenderer Renderer, Task Rendering);
}
