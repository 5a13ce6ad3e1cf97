using Microsoft.AspNetCore.Http;
using Recordings.Api.Http;

namespace Recordings.Api.Tests.Http;

[TestFixture]
public sealed class PreconditionsTests
{
    private static readonly DateTimeOffset Now = new(2026, 11, 22, 12, 0, 0, TimeSpan.Zero);
    private static readonly RequestConditions Get = new() { IsGet = true };

    private static IEnumerable<TestCaseData> Cases() =>
        from length in new[] { 100L, 5_760_044L, (1L << 31) + 44, (1L << 32) + 44, long.MaxValue }
        from item in HttpSemanticsCases.All
        where length < long.MaxValue - 100 || !item.Headers.Any(header => header.Value.Contains("{length+", StringComparison.Ordinal))
        select new TestCaseData(item, length).SetArgDisplayNames(item.ToString(), $"{length}");

    [TestCaseSource(nameof(Cases))]
    public void Select_EachStatement_AnswersAsTheRfcSays(HttpSemanticsCase item, long length)
    {
        var subject = new HttpSemanticsSubject("\"9d10,ab\"", Now.AddDays(-9), length);

        var selection = Select(item, subject);

        var expected = item.ExpectedSlice(subject) ?? (0, 0);
        Assert.That(
            (Status(selection.Kind), selection.Offset, selection.Count),
            Is.EqualTo((item.ExpectedStatus, expected.Offset, expected.Count)));
    }

    [TestCase("bytes=2147483647-2147483648", 2147483647L, 2L)]
    [TestCase("bytes=4294967295-4294967300", 4294967295L, 6L)]
    [TestCase("bytes=5000000000-", 5000000000L, 1000000000L)]
    [TestCase("bytes=-5000000000", 1000000000L, 5000000000L)]
    public void R11_OffsetsBeyond32Bits_AreExact(string range, long offset, long count)
    {
        var subject = new HttpSemanticsSubject("\"a\"", Now, 6_000_000_000);

        var selection = Select(new HttpSemanticsCase("R11", range, "GET", 206) { Headers = [("Range", range)] }, subject);

        Assert.That(selection, Is.EqualTo(Selection.Part(offset, count)));
    }

    // A plain client cannot send these fields, but a socket can.
    [TestCase("If-None-Match", "\"é\"", 200)]
    [TestCase("If-None-Match", "\"a\0b\"", 200)]
    [TestCase("If-Match", "W/", 412)]
    [TestCase("If-Match", "W/\"", 412)]
    [TestCase("If-Match", "\"", 412)]
    [TestCase("Range", "bytes=٠-١", 200)]
    [TestCase("Range", "bytes=0–1", 200)]
    [TestCase("Range", "\tbytes=-0\t", 416)]
    public void Select_FieldAlone_AnswersWithStatus(string name, string value, int status)
    {
        var item = new HttpSemanticsCase("hostile", value, "GET", status) { Headers = [(name, value)] };

        Assert.That(Status(Select(item, new HttpSemanticsSubject("\"a\"", Now, 100)).Kind), Is.EqualTo(status));
    }

    [TestCase("garbage")]
    [TestCase("\"a")]
    public void I5_GarbageOfAnyKind_SendsTheWhole(string validator)
    {
        var item = new HttpSemanticsCase("I5", validator, "GET", 200) { Headers = [("If-Range", validator), ("Range", "bytes=0-1")] };

        Assert.That(Select(item, new HttpSemanticsSubject("\"a\"", Now, 100)), Is.EqualTo(Selection.Whole(100)));
    }

    private static IEnumerable<TestCaseData> EmptyFields() =>
    [
        new TestCaseData(Get with { IfMatch = "" }, SelectionKind.PreconditionFailed).SetArgDisplayNames("If-Match"),
        new TestCaseData(Get with { IfNoneMatch = "" }, SelectionKind.Whole).SetArgDisplayNames("If-None-Match"),
        new TestCaseData(Get with { IfModifiedSince = "" }, SelectionKind.Whole).SetArgDisplayNames("If-Modified-Since"),
        new TestCaseData(Get with { IfUnmodifiedSince = "" }, SelectionKind.Whole).SetArgDisplayNames("If-Unmodified-Since"),
        new TestCaseData(Get with { Range = "" }, SelectionKind.Whole).SetArgDisplayNames("Range"),
        new TestCaseData(Get with { Range = "bytes=0-1", IfRange = "" }, SelectionKind.Whole).SetArgDisplayNames("If-Range"),
    ];

    // An empty field names nothing. This is not the same as an absent field.
    [TestCaseSource(nameof(EmptyFields))]
    public void Select_EmptyField_NamesNothing(object request, object kind)
    {
        var representation = new Representation("\"a\"", Now, lastModifiedIsStrong: true, 100);

        Assert.That(Preconditions.Select((RequestConditions)request, representation, Now).Kind, Is.EqualTo(kind));
    }

    private static Selection Select(HttpSemanticsCase item, HttpSemanticsSubject subject)
    {
        var request = new DefaultHttpContext().Request;
        request.Method = item.Method;
        foreach (var (name, value) in item.Headers)
            request.Headers.Append(name, subject.Expand(value));

        var representation = new Representation(subject.ETag, subject.LastModified, item.LastModifiedIsStrong, subject.Length);
        return Preconditions.Select(RequestConditions.From(request), representation, Now);
    }

    private static int Status(SelectionKind kind) => kind switch
    {
        SelectionKind.Whole => 200,
        SelectionKind.Part => 206,
        SelectionKind.NotModified => 304,
        SelectionKind.PreconditionFailed => 412,
        SelectionKind.RangeNotSatisfiable => 416,
        _ => throw new ArgumentOutOfRangeException(nameof(kind)),
    };
}
