namespace Recordings.Api.Tests.Http;

/// <summary>
/// RFC 9110 for audio.wav as a table, by statement number: R ranges, H methods, C conditions, I If-Range. A plain HTTP client can send
/// every field, so the same table tests the pure evaluation, the action result and a whole service.
/// </summary>
public static class HttpSemanticsCases
{
    private const string Digits20 = "99999999999999999999";

    public static IReadOnlyList<HttpSemanticsCase> All { get; } = [.. Ranges(), .. Methods(), .. Conditions(), .. IfRanges()];

    private static IEnumerable<HttpSemanticsCase> Ranges() =>
    [
        Get("R1", "no range", 200),
        Part("R2", "two bytes", "bytes 0-1/{length}", "bytes=0-1"),
        Part("R2", "one byte", "bytes 0-0/{length}", "bytes=0-0"),
        Part("R2", "last byte", "bytes {length-1}-{length-1}/{length}", "bytes={length-1}-{length-1}"),
        Part("R3", "open end", "bytes 44-{length-1}/{length}", "bytes=44-"),
        Part("R3", "open end from zero", "bytes 0-{length-1}/{length}", "bytes=0-"),
        Part("R3", "open end at the last byte", "bytes {length-1}-{length-1}/{length}", "bytes={length-1}-"),
        Part("R4", "suffix", "bytes {length-10}-{length-1}/{length}", "bytes=-10"),
        Part("R4", "suffix as long as the whole", "bytes 0-{length-1}/{length}", "bytes=-{length}"),
        Part("R4", "suffix longer than the whole", "bytes 0-{length-1}/{length}", "bytes=-{length+1}"),
        Part("R4", "suffix of 20 digits", "bytes 0-{length-1}/{length}", $"bytes=-{Digits20}"),
        Part("R5", "last just past the end", "bytes 5-{length-1}/{length}", "bytes=5-{length}"),
        Part("R5", "last of 20 digits", "bytes 5-{length-1}/{length}", $"bytes=5-{Digits20}"),
        Part("R5", "leading zeros", "bytes 5-7/{length}", $"bytes={new string('0', 400)}5-{new string('0', 400)}7"),
        Unsatisfiable("R6", "first at the end", "bytes={length}-"),
        Unsatisfiable("R6", "first and last past the end", "bytes={length+5}-{length+9}"),
        Unsatisfiable("R6", "empty suffix", "bytes=-0"),
        Unsatisfiable("R6", "first of 20 digits", $"bytes={Digits20}-"),
        Unsatisfiable("R6", "first and last of 20 digits", $"bytes={Digits20}-{Digits20}"),
        Unsatisfiable("R6", "first of 4000 digits", $"bytes={new string('9', 4000)}-"),
        Ignored("R7", "last before first", "bytes=5-2"),
        Ignored("R7", "last before first, 20 digits", $"bytes={Digits20}-99999999999999999998"),
        Ignored("R7", "last shorter than first", $"bytes={Digits20}-5"),
        Ignored("R7", "letters", "bytes=abc"),
        Ignored("R7", "no set", "bytes="),
        Ignored("R7", "only a dash", "bytes=-"),
        Ignored("R7", "two dashes", "bytes=--5"),
        Ignored("R7", "three numbers", "bytes=1-2-3"),
        Ignored("R7", "plus sign", "bytes=+0-1"),
        Ignored("R7", "fraction", "bytes=0-1.5"),
        Ignored("R7", "hexadecimal", "bytes=0x0-0x1"),
        Ignored("R7", "no dash", "bytes=5"),
        Ignored("R7", "unit alone", "bytes"),
        Ignored("R7", "space before the equals sign", "bytes = 0-1"),
        Ignored("R7", "space behind the equals sign", "bytes= 0-1"),
        Ignored("R7", "space inside the range", "bytes=0 -1"),
        Ignored("R7", "only commas", "bytes=,,"),
        Part("R7", "unit in capitals", "bytes 0-1/{length}", "BYTES=0-1"),
        Part("R7", "empty list elements", "bytes 0-1/{length}", "bytes=,, 0-1 ,\t,"),
        Ignored("R8", "two ranges", "bytes=0-1,5-6"),
        Ignored("R8", "two ranges, one unsatisfiable", "bytes=0-1, {length}-"),
        Ignored("R8", "two ranges, one malformed", "bytes=x, 0-1"),
        Ignored("R8", "a thousand ranges", "bytes=" + string.Join(',', Enumerable.Repeat("0-", 1000))),
        Get("R8", "two lines", 200, ("Range", "bytes=0-1"), ("Range", "bytes=5-6")),
        Ignored("R9", "unknown unit", "items=0-5"),
        Ignored("R9", "a unit that begins like bytes", "bytesx=0-5"),
        Get("R12", "other codings accepted", 200, ("Accept-Encoding", "gzip, br, zstd")),
        Get("R12", "identity not accepted", 200, ("Accept-Encoding", "identity;q=0")),
    ];

    private static IEnumerable<HttpSemanticsCase> Methods() =>
    [
        Head("H1", "no condition", 200),
        Head("H1", "entity-tag hit", 304, ("If-None-Match", "{etag}")),
        Head("H1", "not modified since", 304, ("If-Modified-Since", "{date}")),
        Head("H1", "other version expected", 412, ("If-Match", "\"other\"")),
        Head("H1", "modified since", 412, ("If-Unmodified-Since", "{older}")),
        Head("H2", "range", 200, ("Range", "bytes=0-1")),
        Head("H2", "unsatisfiable range", 200, ("Range", "bytes={length}-")),
        Head("H2", "range with If-Range hit", 200, ("Range", "bytes=0-1"), ("If-Range", "{etag}")),
    ];

    private static IEnumerable<HttpSemanticsCase> Conditions() =>
    [
        Get("C1", "strong tag", 304, ("If-None-Match", "{etag}")),
        Get("C1", "weak tag", 304, ("If-None-Match", "W/{etag}")),
        Get("C1", "any", 304, ("If-None-Match", "*")),
        Get("C1", "list", 304, ("If-None-Match", "\"x\", {etag}, \"y\"")),
        Get("C1", "list without spaces and with empty elements", 304, ("If-None-Match", ",,\"x\",\t,W/{etag},")),
        Get("C1", "list with commas inside quotes", 304, ("If-None-Match", "\"a,b\", \"c,\",{etag}")),
        Get("C1", "list over two lines", 304, ("If-None-Match", "\"x\""), ("If-None-Match", "{etag}")),
        Get("C1", "list with garbage", 304, ("If-None-Match", "garbage, {etag}")),
        Get("C1", "another tag", 200, ("If-None-Match", "\"other\"")),
        Get("C1", "weak prefix in lower case", 200, ("If-None-Match", "w/{etag}")),
        Get("C1", "unquoted", 200, ("If-None-Match", "garbage")),
        Get("C1", "unterminated", 200, ("If-None-Match", "\"garbage")),
        Get("C1", "any within a list", 200, ("If-None-Match", "\"x\", *")),
        Get("C1", "text behind the tag", 200, ("If-None-Match", "{etag}x")),
        Get("C2", "hit with range", 304, ("If-None-Match", "{etag}"), ("Range", "bytes=0-1")),
        Get("C2", "hit with unsatisfiable range", 304, ("If-None-Match", "{etag}"), ("Range", "bytes={length}-")),
        Get("C2", "hit with range and If-Range", 304, ("If-None-Match", "{etag}"), ("Range", "bytes=0-1"), ("If-Range", "{etag}")),
        Get("C3", "hit with older date", 304, ("If-None-Match", "{etag}"), ("If-Modified-Since", "{older}")),
        Get("C4", "miss with newer date", 200, ("If-None-Match", "\"other\""), ("If-Modified-Since", "{newer}")),
        Get("C4", "garbage with newer date", 200, ("If-None-Match", "garbage"), ("If-Modified-Since", "{newer}")),
        Get("C5", "same date", 304, ("If-Modified-Since", "{date}")),
        Get("C5", "same date, RFC 850", 304, ("If-Modified-Since", "{date:rfc850}")),
        Get("C5", "same date, asctime", 304, ("If-Modified-Since", "{date:asctime}")),
        Get("C5", "newer date", 304, ("If-Modified-Since", "{newer}")),
        Get("C5", "same date with range", 304, ("If-Modified-Since", "{date}"), ("Range", "bytes=0-1")),
        Get("C5", "older date", 200, ("If-Modified-Since", "{older}")),
        Get("C5", "garbage", 200, ("If-Modified-Since", "tomorrow")),
        Get("C5", "two dates", 200, ("If-Modified-Since", "{date}, {date}")),
        Get("C5", "two lines", 200, ("If-Modified-Since", "{date}"), ("If-Modified-Since", "{date}")),
        Get("C6", "miss", 412, ("If-Match", "\"other\"")),
        Get("C6", "weak tag", 412, ("If-Match", "W/{etag}")),
        Get("C6", "garbage", 412, ("If-Match", "garbage")),
        Get("C6", "miss with range", 412, ("If-Match", "\"other\""), ("Range", "bytes=0-1")),
        Get("C6", "miss with same date", 412, ("If-Match", "\"other\""), ("If-Unmodified-Since", "{date}")),
        Get("C6", "miss with If-None-Match hit", 412, ("If-Match", "\"other\""), ("If-None-Match", "{etag}")),
        Get("C6", "hit", 200, ("If-Match", "{etag}")),
        Get("C6", "any", 200, ("If-Match", "*")),
        Get("C6", "hit behind weak tag", 200, ("If-Match", "W/{etag}, {etag}")),
        Get("C6", "hit with range", 206, "bytes 0-1/{length}", ("If-Match", "{etag}"), ("Range", "bytes=0-1")),
        Get("C6", "hit with unsatisfiable range", 416, "bytes */{length}", ("If-Match", "{etag}"), ("Range", "bytes={length}-")),
        Get("C7", "hit with older date", 200, ("If-Match", "{etag}"), ("If-Unmodified-Since", "{older}")),
        Get("C7", "older date alone", 412, ("If-Unmodified-Since", "{older}")),
        Get("C7", "older date with range", 412, ("If-Unmodified-Since", "{older}"), ("Range", "bytes=0-1")),
        Get("C7", "same date alone", 200, ("If-Unmodified-Since", "{date}")),
        Get("C7", "newer date alone", 200, ("If-Unmodified-Since", "{newer}")),
        Get("C7", "garbage date alone", 200, ("If-Unmodified-Since", "yesterday")),
        Get("C8", "both hit", 304, ("If-Match", "{etag}"), ("If-None-Match", "{etag}")),
        Get("C8", "both any", 304, ("If-Match", "*"), ("If-None-Match", "*")),
        Get("C8", "both dates hold", 304, ("If-Unmodified-Since", "{date}"), ("If-Modified-Since", "{date}")),
    ];

    private static IEnumerable<HttpSemanticsCase> IfRanges() =>
    [
        IfRange("I1", "strong tag", 206, "{etag}"),
        Get("I1", "strong tag with unsatisfiable range", 416, "bytes */{length}", ("If-Range", "{etag}"), ("Range", "bytes={length}-")),
        Get("I1", "strong tag without range", 200, ("If-Range", "{etag}")),
        IfRange("I2", "another tag", 200, "\"other\""),
        IfRange("I2", "weak tag", 200, "W/{etag}"),
        IfRange("I2", "list", 200, "\"x\", {etag}"),
        IfRange("I2", "any", 200, "*"),
        IfRange("I3", "same date", 206, "{date}"),
        IfRange("I3", "same date, RFC 850", 206, "{date:rfc850}"),
        IfRange("I3", "same date, asctime", 206, "{date:asctime}"),
        IfRange("I3", "older date", 200, "{older}"),
        IfRange("I3", "same date, weak", 200, "{date}") with { LastModifiedIsStrong = false },
        IfRange("I3", "strong tag, weak date", 206, "{etag}") with { LastModifiedIsStrong = false },
        IfRange("I4", "newer date", 200, "{newer}"),
        IfRange("I5", "garbage", 200, "garbage"),
        IfRange("I5", "unquoted hexadecimal", 200, "deadbeef"),
        Get("I6", "miss with unsatisfiable range", 200, ("If-Range", "\"other\""), ("Range", "bytes={length}-")),
        Get("I6", "newer date with unsatisfiable range", 200, ("If-Range", "{newer}"), ("Range", "bytes=-0")),
    ];

    private static HttpSemanticsCase Get(string id, string title, int status, params (string, string)[] headers) =>
        new(id, title, "GET", status) { Headers = headers };

    private static HttpSemanticsCase Get(string id, string title, int status, string contentRange, params (string, string)[] headers) =>
        new(id, title, "GET", status) { Headers = headers, ExpectedContentRange = contentRange };

    private static HttpSemanticsCase Head(string id, string title, int status, params (string, string)[] headers) =>
        new(id, title, "HEAD", status) { Headers = headers };

    private static HttpSemanticsCase Part(string id, string title, string contentRange, string range) =>
        Get(id, title, 206, contentRange, ("Range", range));

    private static HttpSemanticsCase Unsatisfiable(string id, string title, string range) =>
        Get(id, title, 416, "bytes */{length}", ("Range", range));

    private static HttpSemanticsCase Ignored(string id, string title, string range) => Get(id, title, 200, ("Range", range));

    private static HttpSemanticsCase IfRange(string id, string title, int status, string validator) =>
        new(id, title, "GET", status)
        {
            Headers = [("If-Range", validator), ("Range", "bytes=5-9")],
            ExpectedContentRange = status == 206 ? "bytes 5-9/{length}" : null,
        };
}
