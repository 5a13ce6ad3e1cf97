using System.Net.Http.Headers;
using MediatR;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Recordings.Api.Tests.Running.Backends;
using Recordings.Application;
using Recordings.Application.Administration;
using Recordings.Application.Ports;

namespace Recordings.Api.Tests.Running.Service;

/// <summary>The real service on its own loopback port, with its own data in the backends that <see cref="TestBackends"/> selects.</summary>
internal sealed class TestService : IAsyncDisposable
{
    private readonly Action<IServiceCollection> _replace;
    private readonly string[] _settings;
    private readonly bool _ownsData;
    private WebApplication _app;

    private TestService(WebApplication app, TestData data, bool ownsData, Action<IServiceCollection> replace, string[] settings) =>
        (_app, Data, _ownsData, _replace, _settings) = (app, data, ownsData, replace, settings);

    public IServiceProvider Services => _app.Services;

    /// <summary>Where clients send their requests: the service itself, or the proxy in front of it.</summary>
    public Uri Address => Proxy ?? new(_app.Urls.Single());

    /// <summary>The address of a proxy in front of the service; null when there is none.</summary>
    public Uri? Proxy { get; set; }

    public TestData Data { get; }

    /// <param name="settings">Configuration as on the command line, such as "--Capture:MaxChunkBytes=1000".</param>
    public static Task<TestService> StartAsync(params string[] settings) => StartAsync(_ => { }, settings);

    /// <param name="replace">Replaces services that a test watches or controls, such as the clock.</param>
    /// <param name="settings">Configuration as on the command line.</param>
    public static async Task<TestService> StartAsync(Action<IServiceCollection> replace, params string[] settings)
    {
        var data = await TestData.CreateAsync(TestBackends.OnPostgres, TestBackends.OnS3);
        try
        {
            return new TestService(await ServeAsync(data, replace, settings), data, ownsData: true, replace, settings);
        }
        catch
        {
            await data.DisposeAsync();
            throw;
        }
    }

    /// <param name="data">Not disposed with the service, so that other replicas can share it.</param>
    /// <param name="replace">Replaces services, as in the other overload.</param>
    /// <param name="settings">Configuration as on the command line.</param>
    public static async Task<TestService> StartAsync(TestData data, Action<IServiceCollection> replace, params string[] settings) =>
        new(await ServeAsync(data, replace, settings), data, ownsData: false, replace, settings);

    /// <summary>Stops the service and starts it again with the same data, on another port.</summary>
    public async Task RestartAsync()
    {
        await _app.StopAsync();
        await _app.DisposeAsync();
        _app = await ServeAsync(Data, _replace, _settings);
    }

    /// <summary>Sends a message to the application without HTTP. Fails the test on a failure.</summary>
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
        var created = await SendAsync(Administer.CreateKey(workspace, member, scopes, null));
        return CreateClient(workspace, created.Text);
    }

    /// <summary>A client that sends this credential, or none.</summary>
    public HttpClient CreateClient(string workspace, string? credential = null)
    {
        var client = new HttpClient { BaseAddress = new Uri(Address, $"/api/v2/w/{workspace}/recordings/chat/") };
        if (credential is not null)
            client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", credential);
        return client;
    }

    public async ValueTask DisposeAsync()
    {
        await _app.StopAsync();
        await _app.DisposeAsync();
        if (_ownsData)
            await Data.DisposeAsync();
    }

    private static async Task<WebApplication> ServeAsync(TestData data, Action<IServiceCollection> replace, string[] settings)
    {
        var builder = ServiceHost.CreateBuilder([
            "--environment=Production", "--urls=http://127.0.0.1:0", "--Shutdown:DrainSeconds=0",
            "--Storage:MinFreeBytes=0", "--Logging:LogLevel:Default=Warning", "--Logging:LogLevel:Microsoft.Hosting.Lifetime=Warning",
            .. data.Settings.Select(setting => $"--{setting.Key}={setting.Value}"), .. settings]);
        replace(builder.Services);
        var app = ServiceHost.Build(builder);
        await app.Services.GetRequiredService<IDatabase>().MigrateAsync(CancellationToken.None);
        await app.Services.GetRequiredService<IAudioStore>().PrepareAsync(CancellationToken.None);
        await app.StartAsync();
        return app;
    }
}
