namespace Recordings.Api.Demo;

internal sealed class DemoData
{
    public Task PresentAsync(WebApplication app, CancellationToken cancellationToken) => Task.CompletedTask;
}
