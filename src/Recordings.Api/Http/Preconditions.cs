namespace Recordings.Api.Http;

/// <summary>
/// Preconditions in the order of RFC 9110 §13.2.2, then the range. The framework's file result is not used, for three reasons. It applies
/// ranges to HEAD, it lets a date override an entity-tag, and it treats any newer or unreadable If-Range as a match.
/// </summary>
internal static class Preconditions
{
    /// <param name="request">The conditions of a GET or HEAD.</param>
    /// <param name="representation">The representation that a request without conditions gets.</param>
    /// <param name="now">Decides the century of two-digit years (§5.6.7).</param>
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

    // If the entity-tag field is present, the date is ignored (§13.2.2): an entity-tag is more exact.
    private static bool MayProceed(RequestConditions request, Representation representation, DateTimeOffset now) =>
        request.IfMatch is { } tags
            ? EntityTagList.HoldsStrongly(tags, representation.ETag)
            : HttpDate.Parse(request.IfUnmodifiedSince, now) is not { } date || representation.LastModified <= date;

    private static bool IsNotModified(RequestConditions request, Representation representation, DateTimeOffset now) =>
        request.IfNoneMatch is { } tags
            ? EntityTagList.HoldsWeakly(tags, representation.ETag)
            : HttpDate.Parse(request.IfModifiedSince, now) is { } date && representation.LastModified <= date;

    // §13.1.5: one strong entity-tag or the exact date. If it matches, the range is processed as if If-Range were absent, 416 included.
    // So a client that resumes a complete download gets a 416, and not all bytes again.
    private static bool MayUseRange(string? validator, Representation representation, DateTimeOffset now) =>
        validator is null
        || validator.AsSpan().Trim(" \t").SequenceEqual(representation.ETag)
        || (representation.LastModifiedIsStrong && HttpDate.Parse(validator, now) == representation.LastModified);
}
