using System.Net.Http.Headers;
using MediatR;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Recordings.Api.Hosting;
using Recordings.Application;
using Recordings.Application.Administration.CreateKey;
using Recordings.Application.Administration.CreateWorkspace;
using Recordings.Application.Ports;

namespace Recordings.Api.Tests.Running;

/// <summary>The real service on a loopback port of its own, over a data directory of its own.</summary>
internal sealed class TestService : IAsyncDisposable
{
    private readonly WebApplication _app;
    private readonly string _directory;

    private TestService(WebApplication app, string directory) => (_app, _directory) = (app, directory);

    public IServiceProvider Services => _app.Services;

    public Uri Address => new(_app.Urls.Single());

    public string DataDirectory => _directory;

    /// <param name="settings">Configuration as on the command line, such as "--Capture:MaxChunkBytes=1000".</param>
    public static async Task<TestService> StartAsync(params string[] settings)
    {
        var directory = Directory.CreateTempSubdirectory("recordings-test-").FullName;
        var app = Service.Build([
            "--environment=Production", "--urls=http://127.0.0.1:0", $"--Data:Directory={directory}", "--Shutdown:DrainSeconds=0",
            "--Logging:LogLevel:Default=Warning", .. settings]);
        await app.Services.GetRequiredService<IDatabase>().MigrateAsync(CancellationToken.None);
        await app.Services.GetRequiredService<IAudioStore>().PrepareAsync(CancellationToken.None);
        await app.StartAsync();
        return new TestService(app, directory);
    }

    /// <summary>Asks the application directly; fails the test when it refuses.</summary>
    public async Task<T> SendAsync<T>(IRequest<Result<T>> message)
        where T : class
    {
        await using var scope = Services.CreateAsyncScope();
        var result = await scope.ServiceProvider.GetRequiredService<IMediator>().Send(message);
        return result.TryGet(out var value, out var failure) ? value : throw new AssertionException($"{failure.Code}: {failure.Detail}");
    }

    public async Task<string> CreateWorkspaceAsync(bool recording = true) =>
        (await SendAsync(new CreateWorkspace("Test", null, recording))).Id.ToString();

    /// <summary>A client with a new key's Authorization header and this workspace's recordings as base address.</summary>
    public async Task<HttpClient> CreateClientAsync(string workspace, string member = "m-1", string scopes = "chats:admin")
    {
        var created = await SendAsync(new CreateKey(workspace, member, scopes, null));
        var client = CreateClient(workspace);
        client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", created.Text);
        return client;
    }

    /// <summary>A client without credentials.</summary>
    public HttpClient CreateClient(string workspace) => new() { BaseAddress = new Uri(Address, $"/api/v2/w/{workspace}/recordings/chat/") };

    public async ValueTask DisposeAsync()
    {
        await _app.StopAsync();
        await _app.DisposeAsync();
        Directory.Delete(_directory, recursive: true);
    }
}
