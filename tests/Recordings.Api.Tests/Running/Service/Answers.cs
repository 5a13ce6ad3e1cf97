using System.Net.Http.Json;
using System.Text.Json;

namespace Recordings.Api.Tests.Running.Service;

/// <summary>Reads answers for assertions.</summary>
internal static class Answers
{
    /// <summary>The JSON body; fails the test if the answer is not a success.</summary>
    public static async Task<JsonElement> JsonAsync(this Task<HttpResponseMessage> pending)
    {
        using var answer = await pending;
        Assert.That(answer.IsSuccessStatusCode, $"{(int)answer.StatusCode}: {await answer.Content.ReadAsStringAsync()}");
        return await answer.Content.ReadFromJsonAsync<JsonElement>();
    }

    public static async Task<byte[]> BytesAsync(this Task<HttpResponseMessage> pending)
    {
        using var answer = await pending;
        Assert.That(answer.IsSuccessStatusCode, $"{(int)answer.StatusCode}: {await answer.Content.ReadAsStringAsync()}");
        return await answer.Content.ReadAsByteArrayAsync();
    }

    /// <summary>Status and problem code as "403 private_chat"; the status alone for a success, and for HEAD, which has no body.</summary>
    public static async Task<string> OutcomeAsync(this Task<HttpResponseMessage> pending)
    {
        using var answer = await pending;
        var status = $"{(int)answer.StatusCode}";
        return answer.Content.Headers.ContentType?.MediaType == "application/problem+json"
            && await answer.Content.ReadAsStringAsync() is { Length: > 0 } body
            ? $"{status} {JsonDocument.Parse(body).RootElement.GetProperty("code").GetString()}"
            : status;
    }

    public static string Text(this JsonElement json, string field) => json.GetProperty(field).GetString()!;

    public static Task<HttpResponseMessage> HeadAsync(this HttpClient client, string address) =>
        client.SendAsync(new HttpRequestMessage(HttpMethod.Head, address));

    /// <summary>GET with more header fields.</summary>
    public static Task<HttpResponseMessage> GetAsync(this HttpClient client, string address, params (string Name, string Value)[] headers)
    {
        var request = new HttpRequestMessage(HttpMethod.Get, address);
        foreach (var (name, value) in headers)
            request.Headers.TryAddWithoutValidation(name, value);
        return client.SendAsync(request);
    }
}
