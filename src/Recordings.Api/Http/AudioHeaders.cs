using System.Globalization;
using Microsoft.Net.Http.Headers;

namespace Recordings.Api.Http;

/// <summary>The header fields of every response about a recording's audio.</summary>
internal static class AudioHeaders
{
    /// <summary>200 or 206; the same for GET and HEAD.</summary>
    public static void WriteContent(HttpResponse response, AudioFile file, Selection selection, DateTimeOffset now)
    {
        var isPart = selection.Kind == SelectionKind.Part;
        response.StatusCode = isPart ? StatusCodes.Status206PartialContent : StatusCodes.Status200OK;
        WriteShared(response, file.Representation);
        WriteCaching(response);
        response.ContentType = "audio/wav";
        response.ContentLength = selection.Count;
        WriteDates(response, file.Representation.LastModified, now);
        response.Headers.ContentDisposition = $"{(file.IsDownload ? "attachment" : "inline")}; filename=\"{file.FileName}\"";
        if (isPart)
        {
            var last = selection.Offset + selection.Count - 1;
            response.Headers.ContentRange =
                string.Create(CultureInfo.InvariantCulture, $"bytes {selection.Offset}-{last}/{file.Representation.Length}");
        }
    }

    /// <summary>304: only the fields that a cache needs to refresh its copy (RFC 9110 §15.4.5).</summary>
    public static void WriteNotModified(HttpResponse response, Representation representation)
    {
        response.StatusCode = StatusCodes.Status304NotModified;
        WriteShared(response, representation);
        WriteCaching(response);
    }

    /// <summary>Called before the problem of a 412 is written.</summary>
    public static void WritePreconditionFailed(HttpResponse response, Representation representation) =>
        WriteShared(response, representation);

    /// <summary>Called before the problem of a 416 is written. The length lets a client correct its range (RFC 9110 §15.5.17).</summary>
    public static void WriteRangeNotSatisfiable(HttpResponse response, Representation representation)
    {
        WriteShared(response, representation);
        response.Headers.ContentRange = string.Create(CultureInfo.InvariantCulture, $"bytes */{representation.Length}");
    }

    private static void WriteShared(HttpResponse response, Representation representation)
    {
        response.Headers.ETag = representation.ETag;
        response.Headers.AcceptRanges = "bytes";
        response.Headers.XContentTypeOptions = "nosniff";
        response.Headers.AppendCommaSeparatedValues(HeaderNames.Vary, HeaderNames.Authorization);
    }

    /// <summary>
    /// Last-Modified is never later than Date (RFC 9110 §8.8.2.1). The server's own Date can be a second late, and another
    /// replica's clock may be ahead. Last-Modified is a validator and must not vary, so Date is raised to it.
    /// </summary>
    private static void WriteDates(HttpResponse response, DateTimeOffset lastModified, DateTimeOffset now)
    {
        response.Headers.LastModified = lastModified.ToString("R", CultureInfo.InvariantCulture);
        response.Headers.Date = (now > lastModified ? now : lastModified).ToString("R", CultureInfo.InvariantCulture);
    }

    private static void WriteCaching(HttpResponse response) => response.Headers.CacheControl = "private, no-store";
}
