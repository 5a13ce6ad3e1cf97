namespace Recordings.Api.Http;

/// <summary>What preconditions and ranges are evaluated against: the selected representation's validators and length (RFC 9110 §8.8, §14).</summary>
internal sealed record Representation
{
    /// <param name="etag">A strong entity-tag with its quotes, as it stands in the header: <c>"abc"</c>.</param>
    /// <param name="lastModified">Cut to the second, the resolution of an HTTP-date.</param>
    /// <param name="lastModifiedIsStrong">False when two versions can share that second, so the date cannot tell them apart (§8.8.2.2).</param>
    /// <param name="length">Bytes; a WAV has a header, so never zero.</param>
    /// <exception cref="ArgumentException">Not a quoted entity-tag, or a date with a fraction of a second.</exception>
    /// <exception cref="ArgumentOutOfRangeException">A length below one.</exception>
    public Representation(string etag, DateTimeOffset lastModified, bool lastModifiedIsStrong, long length)
    {
        if (!EntityTagList.IsStrongTag(etag))
            throw new ArgumentException("A strong entity-tag is visible characters between double quotes.", nameof(etag));
        if (lastModified.Ticks % TimeSpan.TicksPerSecond != 0)
            throw new ArgumentException("An HTTP-date counts whole seconds.", nameof(lastModified));

        ArgumentOutOfRangeException.ThrowIfLessThan(length, 1);
        (ETag, LastModified, LastModifiedIsStrong, Length) = (etag, lastModified, lastModifiedIsStrong, length);
    }

    public string ETag { get; }

    public DateTimeOffset LastModified { get; }

    public bool LastModifiedIsStrong { get; }

    public long Length { get; }
}
