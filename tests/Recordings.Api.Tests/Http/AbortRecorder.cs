using Microsoft.AspNetCore.Http.Features;

namespace Recordings.Api.Tests.Http;

/// <summary>Counts how often the application aborts the request.</summary>
internal sealed class AbortRecorder(IHttpRequestLifetimeFeature server) : IHttpRequestLifetimeFeature
{
    public int Aborts { get; private set; }

    public CancellationToken RequestAborted
    {
        get => server.RequestAborted;
        set => server.RequestAborted = value;
    }

    public void Abort()
    {
        Aborts++;
        server.Abort();
    }
}
