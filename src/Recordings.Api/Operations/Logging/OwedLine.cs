namespace Recordings.Api.Operations.Logging;

/// <summary>A log line that has room of its own in the queue, ahead of ordinary lines.</summary>
/// <param name="isKept">
/// True: the line is queued also when that room is full. The caller bounds the number of such lines. False: then the line fails at once.
/// </param>
/// <param name="isAwaited">True: the caller awaits <see cref="Written"/>, so the line does not wait for others.</param>
internal sealed class OwedLine(bool isKept, bool isAwaited)
{
    private readonly TaskCompletionSource<bool>? _written =
        isAwaited ? new TaskCompletionSource<bool>(TaskCreationOptions.RunContinuationsAsynchronously) : null;

    private BatchingWriter? _writer;
    private bool _isRejected;

    public bool IsKept { get; } = isKept;

    public bool IsAwaited { get; } = isAwaited;

    /// <summary>Empty: nothing is written, but the caller learns that the stream takes more.</summary>
    public string Text { get; set; } = "";

    /// <summary>True: the stream has taken the line, or no log writes it. False: it had no room, or the stream failed.</summary>
    public Task<bool> Written => _writer is null || _written is null ? Task.FromResult(!_isRejected) : _written.Task;

    /// <summary>Takes the line out of its queue. False if a write has begun that contains it.</summary>
    public bool TryWithdraw() => _writer is null || _writer.TryRemove(this);

    internal void Enter(BatchingWriter writer) => _writer = writer;

    internal void Reject() => _isRejected = true;

    internal void Complete(bool isWritten) => _written?.TrySetResult(isWritten);
}

/// <summary>A log message whose line may be owed.</summary>
internal interface IOwedMessage
{
    /// <summary>Null: the line is an ordinary one.</summary>
    OwedLine? Line { get; }
}
