using System.Net;

namespace Recordings.Reliability.Tests.Calls;

/// <summary>
/// A call from its opening to its download, one request after the other. A step may fail only with a 503 of storage or database,
/// or by a broken connection on the link. The flow then sends the same request again, three attempts in all.
/// </summary>
internal sealed class CallFlow(HttpClient client, History history, long chat)
{
    private const int Attempts = 3;
    private static readonly string[] AllowedCodes = ["storage_unavailable", "database_unavailable"];

    private readonly List<string> _violations = [];
    private string? _url;

    /// <summary>One line for each other failure, and for each step that failed in all attempts.</summary>
    public IReadOnlyList<string> Violations => _violations;

    /// <summary>The number of failed requests.</summary>
    public int Failures { get; private set; }

    public async Task RunAsync()
    {
        await TryAsync("open", () => client.OpenAsync(chat));
        await StoreAsync(new TestChunk(chat, "caller", 0));
        await StoreAsync(new TestChunk(chat, "agent", 0));
        await TryAsync("complete", () => client.CompleteAsync(chat));
        if (await TryAsync("download-url", () => client.GetDownloadUrlAsync(chat)) is not { } issued)
            return;

        _url = await issued.ReadFieldAsync("url");
        await TryAsync("link", () => client.GetAsync(_url));
    }

    private async Task StoreAsync(TestChunk chunk)
    {
        history.AddSent(chunk);
        if (await TryAsync("store", () => client.StoreAsync(chunk)) is not null)
            history.AddAcknowledged(chunk);
    }

    private async Task<HttpResponseMessage?> TryAsync(string step, Func<Task<HttpResponseMessage>> send)
    {
        for (var attempt = 0; attempt < Attempts; attempt++)
        {
            try
            {
                var answer = await send();
                if (answer.IsSuccessStatusCode)
                    return answer;

                Failures++;
                await CheckFailureAsync(step, answer);
            }
            catch (HttpRequestException) when (step == "link")
            {
                // The service breaks the connection if it cannot finish a body; a player notices that.
                Failures++;
            }
        }

        _violations.Add($"{step} failed in {Attempts} attempts");
        return null;
    }

    private async Task CheckFailureAsync(string step, HttpResponseMessage answer)
    {
        var code = await answer.ReadFieldAsync("code");
        if (answer.StatusCode is not HttpStatusCode.ServiceUnavailable || !AllowedCodes.Contains(code) || answer.Headers.RetryAfter is null)
            _violations.Add($"{step} was answered with {(int)answer.StatusCode} {code}");
    }
}
