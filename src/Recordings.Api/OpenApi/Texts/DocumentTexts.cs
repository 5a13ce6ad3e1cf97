using Microsoft.OpenApi;

namespace Recordings.Api.OpenApi.Texts;

/// <summary>The texts about the whole service.</summary>
internal static class DocumentTexts
{
    public static OpenApiInfo Info { get; } = new()
    {
        Title = "Recordings",
        Version = "v1",
        Description = """
            The audio chunks that a voice platform stores during a call, read as one WAV file.

            **To try it out**, press *Authorize* and paste an API key or a token, without the word Bearer.

            **Values.** JSON is snake_case. Times are RFC 3339, UTC, ending in `Z`; durations are whole milliseconds (`_ms`), rounded
            down; sizes are bytes (`_bytes`).

            **Failures** are `application/problem+json` (RFC 9457) with a stable `code`. Checks run in this order: credentials (401), scope
            and workspace (403), the request's shape (400), the chat (404), privacy (403), recording setting and channel (404), the call's
            end (409), its audio (404). An unknown path answers 404 `route_not_found`, an unsupported method 405 `method_not_allowed`.

            **Signed links.** The `url` of *download-url* needs no Authorization header, so an `<audio>` element can play it. With the
            file store the service serves it under `/links/…`: GET and HEAD, with the ranges and preconditions of *audio.wav*; 403
            `link_invalid` when any byte of it was altered, `link_expired` after its time, `link_revoked` when the key that asked for it is
            revoked, the chat deleted or recording turned off. With an S3 store the link is a URL of the store.
            """,
    };

    public static OpenApiTag[] Tags { get; } =
    [
        new() { Name = "Reading", Description = "For listeners: the recording, a link to it, its metadata." },
        new() { Name = "Capturing", Description = "For the voice platform: open a call, store its chunks, complete it. Repeating any of these is safe." },
        new() { Name = "Health", Description = "For load balancers: no credentials needed." },
    ];
}
