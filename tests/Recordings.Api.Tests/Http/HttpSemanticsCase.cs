using System.Globalization;
using System.Net.Http.Headers;
using System.Text.RegularExpressions;

namespace Recordings.Api.Tests.Http;

/// <summary>One statement about audio.wav in HTTP. It holds for every recording.</summary>
/// <remarks>Header values and the expected Content-Range hold placeholders: see <see cref="HttpSemanticsSubject.Expand"/>.</remarks>
public sealed record HttpSemanticsCase(string Id, string Title, string Method, int ExpectedStatus)
{
    /// <summary>The headers of the request, in their order; a name may occur twice.</summary>
    public IReadOnlyList<(string Name, string Value)> Headers { get; init; } = [];

    /// <summary>Null if the field must be absent.</summary>
    public string? ExpectedContentRange { get; init; }

    /// <summary>False for a recording that changed twice within the second of its Last-Modified.</summary>
    public bool LastModifiedIsStrong { get; init; } = true;

    /// <summary>The bytes that the answer represents: its Content-Length, and for GET its body. Null for 304, 412 and 416.</summary>
    public (long Offset, long Count)? ExpectedSlice(HttpSemanticsSubject subject)
    {
        if (ExpectedStatus == 200)
            return (0, subject.Length);
        if (ExpectedStatus != 206)
            return null;

        var range = ContentRangeHeaderValue.Parse(subject.Expand(ExpectedContentRange!));
        return (range.From!.Value, range.To!.Value - range.From.Value + 1);
    }

    public override string ToString() => $"{Id} {Title}";
}

/// <summary>The recording that a case requests.</summary>
/// <param name="ETag">Strong, with its quotes.</param>
/// <param name="LastModified">Whole seconds.</param>
/// <param name="Length">Bytes; at least 100.</param>
public sealed partial record HttpSemanticsSubject(string ETag, DateTimeOffset LastModified, long Length)
{
    /// <summary>
    /// Replaces <c>{etag}</c>; <c>{length}</c>, <c>{length-N}</c>, <c>{length+N}</c>; <c>{date}</c> (Last-Modified), <c>{older}</c> and <c>{newer}</c>
    /// (a second before and after), <c>{date:rfc850}</c>, <c>{date:asctime}</c>.
    /// </summary>
    public string Expand(string template) => Placeholder().Replace(template, match => match.Value switch
    {
        "{etag}" => ETag,
        "{date}" => Fixdate(LastModified),
        "{older}" => Fixdate(LastModified.AddSeconds(-1)),
        "{newer}" => Fixdate(LastModified.AddSeconds(1)),
        "{date:rfc850}" => LastModified.UtcDateTime.ToString("dddd, dd-MMM-yy HH:mm:ss 'GMT'", CultureInfo.InvariantCulture),
        "{date:asctime}" => LastModified.UtcDateTime.ToString(
            LastModified.UtcDateTime.Day < 10 ? "ddd MMM  d HH:mm:ss yyyy" : "ddd MMM dd HH:mm:ss yyyy", CultureInfo.InvariantCulture),
        _ => (Length + Offset(match.Groups[1].Value)).ToString(CultureInfo.InvariantCulture),
    });

    private static string Fixdate(DateTimeOffset date) => date.ToString("R", CultureInfo.InvariantCulture);

    private static long Offset(string signed) => signed.Length == 0 ? 0 : long.Parse(signed, CultureInfo.InvariantCulture);

    [GeneratedRegex(@"\{(?:etag|date(?::rfc850|:asctime)?|older|newer|length([+-]\d+)?)\}")]
    private static partial Regex Placeholder();
}
