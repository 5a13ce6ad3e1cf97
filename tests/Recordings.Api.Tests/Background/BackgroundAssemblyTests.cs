using Recordings.Api.Tests.Running.Backends;
using Recordings.Api.Tests.Running.Calls;
using Recordings.Api.Tests.Running.Service;
using Recordings.Application.Ports;

namespace Recordings.Api.Tests.Background;

/// <summary>A call is assembled when it ends, even if the assembly of other calls fails.</summary>
[EndToEnd]
internal sealed class BackgroundAssemblyTests
{
    [TestCase(1)]
    [TestCase(9)]
    public async Task Complete_AfterCallsThatCannotBeRead_IsAssembled(int stuck)
    {
        WatchedStore? store = null;
        await using var service = await TestService.StartAsync(services => services.Decorate<IAudioStore>(inner => store = new WatchedStore(inner)));
        using var client = await service.CreateClientAsync(await service.CreateWorkspaceAsync());
        store!.Stuck = key => !key.Contains($"/chats/{stuck + 1}/", StringComparison.Ordinal);

        for (var chat = 1; chat <= stuck + 1; chat++)
            await client.RecordAsync(chat);

        Assert.That(() => service.AssembledAsync(stuck + 1), Has.Length.EqualTo(1).After(20).Seconds.PollEvery(10).MilliSeconds);
        Assert.That(await service.AssembledAsync(1), Is.Empty);
    }
}
