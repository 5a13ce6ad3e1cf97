namespace Recordings.Api.Http;

/// <summary>The selected representation's validators and length, for preconditions and ranges (RFC 9110 §8.8, §14).</summary>
internal sealed record Representation
{
    /// <param name="etag">A strong entity-tag with its quotes, as in the header: <c>"abc"</c>.</param>
    /// <param name="lastModified">In whole seconds, the resolution of an HTTP-date.</param>
    /// <param name="lastModifiedIsStrong">False if two versions can have the same date, in seconds (§8.8.2.2).</param>
    /// <param name="length">In bytes. Never zero, because a WAV has a header.</param>
    /// <exception cref="ArgumentException">Not a quoted entity-tag, or a date with a fraction of a second.</exception>
    /// <exception cref="ArgumentOutOfRangeException">A length below one.</exception>
    public Representation(string etag, DateTimeOffset lastModified, bool lastModifiedIsStrong, long length)
    {
        if (!EntityTagList.IsStrongTag(etag))
            throw new ArgumentException("A strong entity-tag consists of visible characters between double quotes.", nameof(etag));
        if (lastModified.Ticks % TimeSpan.TicksPerSecond != 0)
            throw new ArgumentException("An HTTP-date has whole seconds only.", nameof(lastModified));

        ArgumentOutOfRangeException.ThrowIfLessThan(length, 1);
        (ETag, LastModified, LastModifiedIsStrong, Length) = (etag, lastModified, lastModifiedIsStrong, length);
    }

    public string ETag { get; }

    public DateTimeOffset LastModified { get; }

    public bool LastModifiedIsStrong { get; }

    public long Length { get; }
}
