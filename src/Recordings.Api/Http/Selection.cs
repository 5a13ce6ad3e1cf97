namespace Recordings.Api.Http;

internal enum SelectionKind
{
    Whole,
    Part,
    NotModified,
    PreconditionFailed,
    RangeNotSatisfiable,
}

/// <summary>The content of the response: the bytes [Offset, Offset + Count) of the representation, or no bytes and the reason.</summary>
internal readonly record struct Selection
{
    private Selection(SelectionKind kind, long offset, long count) => (Kind, Offset, Count) = (kind, offset, count);

    public static Selection NotModified { get; } = new(SelectionKind.NotModified, 0, 0);

    public static Selection PreconditionFailed { get; } = new(SelectionKind.PreconditionFailed, 0, 0);

    public static Selection RangeNotSatisfiable { get; } = new(SelectionKind.RangeNotSatisfiable, 0, 0);

    public SelectionKind Kind { get; }

    public long Offset { get; }

    public long Count { get; }

    public static Selection Whole(long length) => new(SelectionKind.Whole, 0, length);

    public static Selection Part(long offset, long count) => new(SelectionKind.Part, offset, count);
}
