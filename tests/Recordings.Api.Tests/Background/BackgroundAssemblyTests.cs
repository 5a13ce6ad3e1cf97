using Recordings.Api.Tests.Running;
using Recordings.Application.Ports;

namespace Recordings.Api.Tests.Background;

/// <summary>Calls are assembled when they end, whatever becomes of others.</summary>
[EndToEnd]
internal sealed class BackgroundAssemblyTests
{
    [Test]
    public async Task Complete_BehindACallThatCannotBeRead_IsAssembled()
    {
        WatchedStore? store = null;
        await using var service = await TestService.StartAsync(services => services.Decorate<IAudioStore>(inner => store = new WatchedStore(inner)));
        using var client = await service.CreateClientAsync(await service.CreateWorkspaceAsync());
        store!.Stuck = key => key.Contains("/chats/1/", StringComparison.Ordinal);

        await client.RecordAsync(1);
        await client.RecordAsync(2);
        await Waiting.UntilAsync(async () => (await service.AssembledAsync(2)).Length == 1);

        Assert.That(await service.AssembledAsync(1), Is.Empty);
    }
}
