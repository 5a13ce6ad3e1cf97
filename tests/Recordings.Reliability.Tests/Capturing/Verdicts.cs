using System.Net;

namespace Recordings.Reliability.Tests.Capturing;

/// <summary>
/// What a client made of an answer, in a word: whole, a status with its code, or a connection that broke. A body that ends
/// early in good order, or that has other bytes, is neither: nobody would notice.
/// </summary>
internal static class Verdicts
{
    public const string Whole = "whole";
    public const string Broken = "broken connection";

    private const int FirstBytes = 16 * 1024;

    /// <param name="client">Of the call's workspace.</param>
    /// <param name="call">As it was captured.</param>
    /// <param name="onceBytesFlowed">Done when the client has the first bytes and before it takes more.</param>
    public static Task<string> HearAsync(this HttpClient client, SpokenCall call, Action? onceBytesFlowed = null) => JudgeAsync(async () =>
    {
        using var answer = await client.GetAsync($"{call.Chat}/audio.wav", HttpCompletionOption.ResponseHeadersRead);
        if (answer.StatusCode is not HttpStatusCode.OK)
            return await RefusalAsync(answer);

        using var content = new MemoryStream();
        await using var body = await answer.Content.ReadAsStreamAsync();
        var first = new byte[FirstBytes];
        content.Write(first, 0, await body.ReadAtLeastAsync(first, FirstBytes, throwOnEndOfStream: false));
        onceBytesFlowed?.Invoke();
        await body.CopyToAsync(content);
        return ExpectedRecording.HashOf(content.ToArray()) == call.Hash ? Whole : $"{content.Length} bytes that are not the call's";
    });

    public static Task<string> LinkAsync(this HttpClient client, SpokenCall call) => JudgeAsync(async () =>
    {
        using var answer = await client.GetDownloadUrlAsync(call.Chat);
        if (answer.StatusCode is not HttpStatusCode.OK)
            return await RefusalAsync(answer);

        using var anonymous = new HttpClient();
        var linked = await anonymous.GetByteArrayAsync(await answer.FieldAsync("url"));
        return await answer.FieldAsync("sha256") == call.Hash && ExpectedRecording.HashOf(linked) == call.Hash ? Whole : "a link to other bytes";
    });

    public static Task<string> SpeakAsync(this HttpClient client, SpokenChunk chunk, History history) => JudgeAsync(async () =>
    {
        history.Intend(chunk);
        using var answer = await client.StoreAsync(chunk);
        if (!answer.IsSuccessStatusCode)
            return await RefusalAsync(answer);

        history.Acknowledge(chunk);
        return Whole;
    });

    /// <summary>The status and code of a problem; a 503 must say when to come back.</summary>
    public static async Task<string> RefusalAsync(HttpResponseMessage answer)
    {
        var retry = answer.StatusCode is HttpStatusCode.ServiceUnavailable && answer.Headers.RetryAfter is null ? " without Retry-After" : "";
        return $"{(int)answer.StatusCode} {await answer.FieldAsync("code")}{retry}";
    }

    private static async Task<string> JudgeAsync(Func<Task<string>> ask)
    {
        try
        {
            return await ask();
        }
        catch (Exception broken) when (broken is HttpRequestException or IOException)
        {
            return Broken;
        }
    }
}
