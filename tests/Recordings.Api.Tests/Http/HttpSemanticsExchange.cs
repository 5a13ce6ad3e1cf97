namespace Recordings.Api.Tests.Http;

/// <summary>Sends one case over HTTP to an address that serves the subject, and checks the answer.</summary>
public static class HttpSemanticsExchange
{
    /// <remarks>The client sends the necessary credentials and does not decompress; <c>whole</c> is every byte of the subject.</remarks>
    public static async Task AssertAsync(HttpClient client, Uri address, HttpSemanticsCase item, HttpSemanticsSubject subject, ReadOnlyMemory<byte> whole)
    {
        using var request = new HttpRequestMessage(new HttpMethod(item.Method), address);
        foreach (var (name, value) in item.Headers)
            request.Headers.TryAddWithoutValidation(name, subject.Expand(value));

        using var response = await client.SendAsync(request);
        var body = await response.Content.ReadAsByteArrayAsync();

        Assert.Multiple(() =>
        {
            Assert.That((int)response.StatusCode, Is.EqualTo(item.ExpectedStatus));
            Assert.That(
                response.Content.Headers.ContentRange?.ToString(),
                Is.EqualTo(item.ExpectedContentRange is { } range ? subject.Expand(range) : null));
            if (item.ExpectedStatus is 200 or 206 or 304)
                Assert.That(response.Headers.ETag?.ToString(), Is.EqualTo(subject.ETag));
            if (item.ExpectedStatus == 304 || item.Method == "HEAD")
                Assert.That(body, Is.Empty);
            if (item.ExpectedSlice(subject) is { } slice)
                AssertContent(response, body, item.Method, whole.Slice((int)slice.Offset, (int)slice.Count));
        });
    }

    private static void AssertContent(HttpResponseMessage response, byte[] body, string method, ReadOnlyMemory<byte> expected)
    {
        Assert.That(response.Content.Headers.ContentLength, Is.EqualTo(expected.Length));
        Assert.That(response.Headers.AcceptRanges, Is.EqualTo(new[] { "bytes" }));
        Assert.That(response.Content.Headers.ContentEncoding, Is.Empty);
        Assert.That(method == "HEAD" || body.AsSpan().SequenceEqual(expected.Span), "The body is the expected slice.");
    }
}
