using System.Buffers;
using Recordings.Application.Ports;
using Recordings.Domain.Timelines;

namespace Recordings.Infrastructure.Rendering;

/// <summary>
/// Renders the windows that a sequential reader will want next, a bounded number at once: a window is a function of its
/// position alone, so they can be made in any order. Hides the latency of a store across a network.
/// </summary>
internal sealed class ReadAhead(IAudioStore store, Timeline timeline, int depth) : IAsyncDisposable
{
    /// <summary>
    /// Windows grow while the reader goes on in order: who listens to a few seconds costs little, and whoever reads on needs fewer
    /// requests, since a chunk that lies in two windows is asked for twice. From a bucket an hour of 16 kHz took 1.38 times as
    /// long as fetching and uploading alone with eight windows of 64 Ki frames, 1.08 times with four that grow to 256 Ki.
    /// </summary>
    private const int FirstFrames = 64 * 1024;

    private readonly Queue<Window> _underway = new();
    private readonly Stack<WindowRenderer> _idle = new();
    private readonly CancellationTokenSource _stopping = new();
    private int _nextFrames = FirstFrames;

    /// <summary>The window that begins at <paramref name="frame"/>; starts those that follow.</summary>
    /// <returns>Frames copied to the output: all it takes, up to the end of the window.</returns>
    public async ValueTask<int> ReadAsync(long frame, Memory<byte> output, CancellationToken cancellationToken)
    {
        await DropOthersAsync(frame);
        Start(frame);
        var window = _underway.Peek();
        try
        {
            await window.Rendering.WaitAsync(cancellationToken);
        }
        catch when (window.Rendering.IsFaulted)
        {
            // Told once: whoever reads here again has the window made anew.
            Release(_underway.Dequeue());
            throw;
        }

        var from = (int)(frame - window.Frames.Start);
        var frames = (int)Math.Min(output.Length / sizeof(short), window.Frames.End - frame);
        window.Buffer.AsMemory(from * sizeof(short), frames * sizeof(short)).CopyTo(output);
        if (frame + frames == window.Frames.End)
        {
            Release(_underway.Dequeue());
            _nextFrames = Math.Min(_nextFrames * 2, WindowRenderer.MaxFrames);
        }

        return frames;
    }

    public async ValueTask DisposeAsync()
    {
        await _stopping.CancelAsync();
        while (_underway.TryDequeue(out var window))
            await DropAsync(window);
        _stopping.Dispose();
    }

    /// <summary>A reader that jumped wants none of what was begun.</summary>
    private async ValueTask DropOthersAsync(long frame)
    {
        while (_underway.TryPeek(out var window) && (frame < window.Frames.Start || frame >= window.Frames.End))
            await DropAsync(_underway.Dequeue());
        if (_underway.Count == 0)
            _nextFrames = FirstFrames;
    }

    private void Start(long frame)
    {
        var next = _underway.Count == 0 ? frame : _underway.Last().Frames.End;
        while (_underway.Count < depth && next < timeline.Frames)
        {
            var frames = new FrameRange(next, Math.Min(timeline.Frames, next + _nextFrames));
            var renderer = _idle.Count > 0 ? _idle.Pop() : new WindowRenderer(store, timeline);
            var buffer = ArrayPool<byte>.Shared.Rent((int)frames.Length * sizeof(short));
            var rendering = renderer.RenderAsync(frames, buffer.AsMemory(0, (int)frames.Length * sizeof(short)), _stopping.Token).AsTask();
            _underway.Enqueue(new Window(frames, buffer, renderer, rendering));
            next = frames.End;
        }
    }

    private async ValueTask DropAsync(Window window)
    {
        // Its result is not wanted, and its fault will show again to whoever reads there; but its buffer is still written to.
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
