namespace Recordings.Api.Http;

/// <summary>
/// Preconditions in the order of RFC 9110 §13.2.2, then the range. The framework's file result is not used for this: it answers ranges on
/// HEAD, lets a date override an entity-tag, and takes any newer or unreadable If-Range for a match.
/// </summary>
internal static class Preconditions
{
    /// <param name="request">Of a GET or HEAD.</param>
    /// <param name="representation">What would be sent without any condition.</param>
    /// <param name="now">Settles the century of two-digit years (§5.6.7).</param>
    public static Selection Select(RequestConditions request, Representation representation, DateTimeOffset now)
    {
        if (!MayProceed(request, representation, now))
            return Selection.PreconditionFailed;
        if (IsNotModified(request, representation, now))
            return Selection.NotModified;
        if (!request.IsGet || request.Range is null || !MayUseRange(request.IfRange, representation, now))
            return Selection.Whole(representation.Length);

        return ByteRange.Select(request.Range, representation.Length);
    }

    // A date stands back as soon as its entity-tag field is present, whatever that says: it is the more exact of the two.
    private static bool MayProceed(RequestConditions request, Representation representation, DateTimeOffset now) =>
        request.IfMatch is { } tags
            ? EntityTagList.HoldsStrongly(tags, representation.ETag)
            : HttpDate.Parse(request.IfUnmodifiedSince, now) is not { } date || representation.LastModified <= date;

    private static bool IsNotModified(RequestConditions request, Representation representation, DateTimeOffset now) =>
        request.IfNoneMatch is { } tags
            ? EntityTagList.HoldsWeakly(tags, representation.ETag)
            : HttpDate.Parse(request.IfModifiedSince, now) is { } date && representation.LastModified <= date;

    // §13.1.5: one strong entity-tag or the exact date. A true condition leaves the range to be processed as if it stood alone, 416 included:
    // a client that resumes a finished download learns that it holds everything, instead of receiving all of it again.
    private static bool MayUseRange(string? validator, Representation representation, DateTimeOffset now) =>
        validator is null
        || validator.AsSpan().Trim(" \t").SequenceEqual(representation.ETag)
        || (representation.LastModifiedIsStrong && HttpDate.Parse(validator, now) == representation.LastModified);
}
