using System.Numerics;
using Recordings.Application.Scheduling;
using Recordings.Domain.Timelines;

namespace Recordings.Api.Transfers;

/// <summary>
/// Chooses how many bytes of one transfer wait in the server at once. Each stalled reader holds one part until it is let go, and
/// large parts are only worth their memory for a reader that takes them quickly.
/// </summary>
/// <param name="large">The bytes of all parts above <see cref="Smallest"/>, of all transfers.</param>
/// <param name="taken">What the reader's connection has taken so far, counted from any origin.</param>
/// <param name="time">Measures the reader's pace.</param>
internal sealed class PartSizes(ByteBudget large, long taken, TimeProvider time)
{
    /// <summary>The size of a verified block of a stored file. A part that ends inside a block would keep a copy of it for the next part.</summary>
    public const int Smallest = ChunkPayload.BlockBytes;

    /// <summary>
    /// CPU per MB sent, for 1 MiB ranges of a stored file over loopback: 1.4 ms with reads of 128 KiB, 1.1 ms with 256 KiB, 0.9 ms with
    /// 512 KiB. SendFile reads 16 KiB at a time and needs 1.8 ms.
    /// </summary>
    public const int Largest = 256 * 1024;

    /// <summary>Small, because the first part delays the first byte.</summary>
    public const int First = 64 * 1024;

    /// <summary>
    /// A reader's system takes some 128 KiB at once, although the reader takes nothing. So a part is at most this fraction of all that its
    /// connection has ever taken.
    /// </summary>
    private const int FractionOfAll = 16;

    /// <summary>A shorter time shows the pace of acknowledgements, not that of the reader.</summary>
    private static readonly TimeSpan Window = TimeSpan.FromMilliseconds(100);

    /// <summary>A part is at most what the reader takes in this time.</summary>
    private static readonly TimeSpan PartTime = TimeSpan.FromMilliseconds(250);

    private long _windowStart = time.GetTimestamp();
    private long _takenBefore = taken;
    private double _wantedByPace = Largest;
    private bool _hasBegun;

    /// <summary>The next part; <see cref="Smallest"/> while no budget is free. It ends where a block ends, or with the remaining bytes.</summary>
    /// <param name="taken">What the reader's connection has taken so far.</param>
    /// <param name="offset">The part's first byte, counted from the file's start.</param>
    /// <param name="remaining">At least 1.</param>
    public Part Take(long taken, long offset, long remaining)
    {
        Measure(taken);
        var wanted = _hasBegun ? Math.Min(_wantedByPace, taken / FractionOfAll) : First;
        _hasBegun = true;
        var size = 1 << BitOperations.Log2((ulong)Math.Clamp(wanted, Smallest, Largest));
        return TakeUpTo(size - (int)(offset % Smallest), remaining);
    }

    private void Measure(long taken)
    {
        var elapsed = time.GetElapsedTime(_windowStart);
        if (elapsed < Window)
            return;

        _wantedByPace = (taken - _takenBefore) * (PartTime / elapsed);
        (_windowStart, _takenBefore) = (time.GetTimestamp(), taken);
    }

    private Part TakeUpTo(int wanted, long remaining)
    {
        var size = (int)Math.Min(wanted, remaining);
        if (size <= Smallest)
            return new Part(size, null);

        return large.TryTake(size) is { } lease ? new Part(size, lease) : new Part(size % Smallest == 0 ? Smallest : size % Smallest, null);
    }
}

/// <summary>The bytes that are read and sent next. Disposing it returns them to the budget.</summary>
internal readonly struct Part(int size, IDisposable? lease) : IDisposable
{
    public int Size => size;

    public void Dispose() => lease?.Dispose();
}
