using Recordings.Api.Tests.Running.Backends;
using Recordings.Api.Tests.Running.Calls;
using Recordings.Api.Tests.Running.Service;

namespace Recordings.Api.Tests.Operations.CommandLine;

/// <summary>The commands of the real executable, while a service runs with the same data.</summary>
[EndToEnd]
internal sealed class RunningServiceTests
{
    private TestService _service = null!;
    private string _workspace = "";

    [OneTimeSetUp]
    public async Task StartAsync()
    {
        _service = await TestService.StartAsync();
        _workspace = (await RunAsync("workspaces", "create", "--name", "Test")).Line().Text("workspace_uuid");
    }

    [OneTimeTearDown]
    public async Task StopAsync() => await _service.DisposeAsync();

    [Test]
    public async Task CreateKey_UntilItIsRevoked_GivesAccess()
    {
        var key = (await RunAsync("keys", "create", "--workspace", _workspace, "--member", "m-19", "--scopes", "chats:read")).Line();
        using var client = _service.CreateClient(_workspace, key.Text("key"));
        var before = await client.GetAsync("999").OutcomeAsync();

        var revoked = (await RunAsync("keys", "revoke", key.Text("key_id"))).Line();

        Assert.That(revoked.Text("key_id"), Is.EqualTo(key.Text("key_id")));
        Assert.That((before, await client.GetAsync("999").OutcomeAsync()), Is.EqualTo(("404 chat_not_found", "401 invalid_token")));
    }

    [Test]
    public async Task SetRecordingOff_WhileTheServiceRuns_StopsTheCapture()
    {
        using var platform = await _service.CreateClientAsync(_workspace);
        await platform.OpenAsync(1);

        var set = (await RunAsync("workspaces", "set", _workspace, "--recording", "off")).Line();

        Assert.That((set.Text("recording"), set.Text("name")), Is.EqualTo(("off", "Test")));
        Assert.That(await platform.StoreAsync(1, "caller", 0, 0, [1]).OutcomeAsync(), Is.EqualTo("409 recording_disabled"));
    }

    private Task<Run> RunAsync(params string[] arguments) => Executable.RunAsync(_service.Data.Settings, arguments);
}
