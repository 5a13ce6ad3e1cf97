using Recordings.Api.Tests.Running.Service;

namespace Recordings.Api.Tests.Audit;

/// <summary>Sends requests under the names of test cases, and finds the audit lines of each.</summary>
internal sealed class NamedRequests
{
    private readonly Dictionary<string, string> _ids = [];

    public RecordedLogs Logs { get; } = new();

    public async Task AddAsync(string name, Task<HttpResponseMessage> pending)
    {
        using var answer = await pending;
        await answer.Content.ReadAsByteArrayAsync();
        _ids[name] = answer.Headers.GetValues("X-Request-Id").Single();
    }

    public IEnumerable<IReadOnlyDictionary<string, object?>> LinesOf(string name) =>
        Logs.Audit.Where(line => Equals(line.Values["RequestId"], _ids[name])).Select(line => line.Values);
}
