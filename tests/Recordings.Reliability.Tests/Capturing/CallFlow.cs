using System.Net;

namespace Recordings.Reliability.Tests.Capturing;

/// <summary>
/// A call from its opening to its download, one request after the other. A step that fails must say so clearly, and is sent
/// again, unchanged, until it works.
/// </summary>
internal sealed class CallFlow(HttpClient client, History history, long chat)
{
    private const int Attempts = 3;
    private static readonly string[] ClearCodes = ["storage_unavailable", "database_unavailable"];

    private readonly List<string> _faults = [];
    private string? _url;

    /// <summary>Everything that was neither done nor clearly refused, or that did not work when sent again.</summary>
    public IReadOnlyList<string> Faults => _faults;

    /// <summary>Steps that were refused at first.</summary>
    public int Refusals { get; private set; }

    public async Task RunAsync()
    {
        await TryAsync("open", () => client.OpenAsync(chat));
        await StoreAsync(new SpokenChunk(chat, "caller", 0));
        await StoreAsync(new SpokenChunk(chat, "agent", 0));
        await TryAsync("complete", () => client.CompleteAsync(chat));
        if (await TryAsync("download-url", () => client.GetDownloadUrlAsync(chat)) is not { } issued)
            return;

        _url = await issued.FieldAsync("url");
        await TryAsync("link", () => client.GetAsync(_url));
    }

    private async Task StoreAsync(SpokenChunk chunk)
    {
        history.Intend(chunk);
        if (await TryAsync("store", () => client.StoreAsync(chunk)) is not null)
            history.Acknowledge(chunk);
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

                Refusals++;
                await CheckClearAsync(step, answer);
            }
            catch (HttpRequestException) when (step == "link")
            {
                // A body that cannot be finished breaks the connection: clear enough for a player.
                Refusals++;
            }
        }

        _faults.Add($"{step} did not work when sent again");
        return null;
    }

    private async Task CheckClearAsync(string step, HttpResponseMessage answer)
    {
        var code = await answer.FieldAsync("code");
        if (answer.StatusCode is not HttpStatusCode.ServiceUnavailable || !ClearCodes.Contains(code) || answer.Headers.RetryAfter is null)
            _faults.Add($"{step} was answered with {(int)answer.StatusCode} {code}");
    }
}
