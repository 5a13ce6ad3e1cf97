using Microsoft.AspNetCore.Http.Features;

namespace Recordings.Api.Tests.Http;

/// <summary>Counts the aborts that the application asks for.</summary>
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
