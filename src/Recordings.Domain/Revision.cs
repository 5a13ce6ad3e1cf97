namespace Recordings.Domain;

/// <summary>When an ended call's recording last changed: by its completion or by a late chunk.</summary>
/// <param name="At">To the clock's precision; validators use whole seconds.</param>
/// <param name="SharesItsSecond">
/// Two versions fall within that second, so the second names no version (RFC 9110 §8.8.2.2).
/// </param>
public readonly record struct Revision(DateTimeOffset At, bool SharesItsSecond)
{
    public DateTimeOffset LastModified => WholeSecond(At);

    /// <summary>The revision after a change at <paramref name="now"/>; a clock that steps back does not make it older.</summary>
    public Revision Next(DateTimeOffset now)
    {
        var at = now > At ? now : At;
        return new Revision(at, WholeSecond(at) == LastModified);
    }

    private static DateTimeOffset WholeSecond(DateTimeOffset time) => DateTimeOffset.FromUnixTimeSeconds(time.ToUnixTimeSeconds());
}
