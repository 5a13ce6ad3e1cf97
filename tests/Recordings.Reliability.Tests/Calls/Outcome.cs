using System.Net;

namespace Recordings.Reliability.Tests.Calls;

/// <summary>
/// The outcome of a request in words: correct, a status with its code, or a broken connection. A body that ends early without
/// a broken connection, or that has wrong bytes, gives none of these: no client would notice the fault.
/// </summary>
internal static class Outcome
{
    public const string Correct = "correct";
    public const string BrokenConnection = "broken connection";

    private const int FirstBytes = 16 * 1024;

    /// <summary>Reads the call's audio.wav and compares it with the expected recording.</summary>
    /// <param name="client">A client of the call's workspace.</param>
    /// <param name="call">The call as it was captured.</param>
    /// <param name="afterFirstBytes">Runs when the client has the first 16 KiB, before it reads more.</param>
    public static Task<string> PlayAsync(this HttpClient client, TestCall call, Action? afterFirstBytes = null) => DescribeAsync(async () =>
    {
        using var answer = await client.GetAsync($"{call.Chat}/audio.wav", HttpCompletionOption.ResponseHeadersRead);
        if (answer.StatusCode is not HttpStatusCode.OK)
            return await DescribeFailureAsync(answer);

        using var content = new MemoryStream();
        await using var body = await answer.Content.ReadAsStreamAsync();
        var first = new byte[FirstBytes];
        content.Write(first, 0, await body.ReadAtLeastAsync(first, FirstBytes, throwOnEndOfStream: false));
        afterFirstBytes?.Invoke();
        await body.CopyToAsync(content);
        return ExpectedRecording.Hash(content.ToArray()) == call.Hash ? Correct : $"{content.Length} bytes, not the expected ones";
    });

    /// <summary>Asks for a signed link, reads the file behind it and compares it with the expected recording.</summary>
    public static Task<string> FollowLinkAsync(this HttpClient client, TestCall call) => DescribeAsync(async () =>
    {
        using var answer = await client.GetDownloadUrlAsync(call.Chat);
        if (answer.StatusCode is not HttpStatusCode.OK)
            return await DescribeFailureAsync(answer);

        using var anonymous = new HttpClient();
        var linked = await anonymous.GetByteArrayAsync(await answer.ReadFieldAsync("url"));
        var isCorrect = await answer.ReadFieldAsync("sha256") == call.Hash && ExpectedRecording.Hash(linked) == call.Hash;
        return isCorrect ? Correct : "a link to wrong bytes";
    });

    /// <summary>Stores a chunk and adds the attempt, and its acknowledgement if there is one, to the history.</summary>
    public static Task<string> StoreAndRecordAsync(this HttpClient client, TestChunk chunk, History history) => DescribeAsync(async () =>
    {
        history.AddSent(chunk);
        using var answer = await client.StoreAsync(chunk);
        if (!answer.IsSuccessStatusCode)
            return await DescribeFailureAsync(answer);

        history.AddAcknowledged(chunk);
        return Correct;
    });

    /// <summary>The status and code of a problem. A 503 must have a Retry-After header.</summary>
    public static async Task<string> DescribeFailureAsync(HttpResponseMessage answer)
    {
        var isIncomplete = answer.StatusCode is HttpStatusCode.ServiceUnavailable && answer.Headers.RetryAfter is null;
        return $"{(int)answer.StatusCode} {await answer.ReadFieldAsync("code")}{(isIncomplete ? " without Retry-After" : "")}";
    }

    private static async Task<string> DescribeAsync(Func<Task<string>> request)
    {
        try
        {
            return await request();
        }
        catch (Exception fault) when (fault is HttpRequestException or IOException)
        {
            return BrokenConnection;
        }
    }
}
