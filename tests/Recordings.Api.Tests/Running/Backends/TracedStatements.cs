using System.Collections.Concurrent;
using System.Diagnostics;
using Recordings.Api.Tests.Running.Service;

namespace Recordings.Api.Tests.Running.Backends;

/// <summary>The statements that one request sends to PostgreSQL, without those of other work at the same time.</summary>
internal sealed class TracedStatements : IDisposable
{
    private readonly ConcurrentQueue<Activity> _sent = new();
    private readonly ActivityListener _listener;

    public TracedStatements()
    {
        _listener = new ActivityListener
        {
            ShouldListenTo = source => source.Name is "Npgsql" or "Microsoft.AspNetCore",
            Sample = (ref ActivityCreationOptions<ActivityContext> _) => ActivitySamplingResult.AllData,
            ActivityStopped = activity =>
            {
                if (activity.Source.Name == "Npgsql")
                    _sent.Enqueue(activity);
            },
        };
        ActivitySource.AddActivityListener(_listener);
    }

    /// <summary>The answer, and the texts of the statements that the request sent.</summary>
    public async Task<(HttpResponseMessage Answer, string[] Statements)> GetAsync(HttpClient client, string address)
    {
        var trace = ActivityTraceId.CreateRandom();
        var answer = await client.GetAsync(address, ("traceparent", $"00-{trace}-{ActivitySpanId.CreateRandom()}-01"));
        return (answer, [.. _sent.Where(activity => activity.TraceId == trace).Select(activity => (string?)activity.GetTagItem("db.query.text") ?? activity.DisplayName)]);
    }

    public void Dispose() => _listener.Dispose();
}
