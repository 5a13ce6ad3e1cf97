using System.IO.Pipelines;
using Microsoft.AspNetCore.Http.Features;

namespace Recordings.Api.Tests.Http;

/// <summary>The body of a response whose connection has ended, before the server has told the application so.</summary>
internal sealed class EndedConnection : IHttpResponseBodyFeature
{
    private readonly Pipe _pipe = new();

    public EndedConnection() => _pipe.Reader.Complete();

    public PipeWriter Writer => _pipe.Writer;

    public Stream Stream => _pipe.Writer.AsStream();

    public Task StartAsync(CancellationToken cancellationToken = default) => Task.CompletedTask;

    public Task CompleteAsync() => Task.CompletedTask;

    public void DisableBuffering()
    {
    }

    public Task SendFileAsync(string path, long offset, long? count, CancellationToken cancellationToken = default) =>
        throw new NotSupportedException();
}
