using Microsoft.Extensions.DependencyInjection;
using Recordings.Api.Operations.Demo;
using Recordings.Api.Tests.Running.Service;
using Recordings.Application.Capture;
using Recordings.Application.Ports;

namespace Recordings.Api.Tests.Operations.Demo;

public sealed class DemoDataTests
{
    private TestService _service = null!;

    private DemoData Demo => _service.Services.GetRequiredService<DemoData>();

    [SetUp]
    public async Task SetUp() => _service = await TestService.StartAsync();

    [TearDown]
    public async Task TearDown() => await _service.DisposeAsync();

    [Test]
    public async Task SeedAsync_EmptyDatabase_CapturesTheCalls()
    {
        Assert.That(await Demo.SeedAsync(CancellationToken.None), Is.True);

        Assert.That(await ChunksAsync(), Is.All.Not.Null);
    }

    [Test]
    public async Task SeedAsync_OtherWorkspace_CapturesNothing()
    {
        await _service.CreateWorkspaceAsync();

        Assert.That(await Demo.SeedAsync(CancellationToken.None), Is.False);
    }

    [Test]
    public async Task SeedAsync_InterruptedBefore_CompletesTheCalls()
    {
        await Demo.SeedAsync(CancellationToken.None);
        var whole = await ChunksAsync();
        await _service.SendAsync(new DeleteCall(DemoData.Workspace, DemoData.DirectMessage));
        await _service.SendAsync(new DeleteCall(DemoData.Workspace, DemoData.SilentCall));

        await Demo.SeedAsync(CancellationToken.None);

        Assert.That(await ChunksAsync(), Is.EqualTo(whole));
    }

    [Test]
    public async Task SeedAsync_CallDeletedAfterStart_StaysDeleted()
    {
        await Demo.SeedAsync(CancellationToken.None);
        await Demo.CreateKeyAsync(CancellationToken.None);
        await _service.SendAsync(new DeleteCall(DemoData.Workspace, DemoData.SilentCall));

        await Demo.SeedAsync(CancellationToken.None);

        Assert.That((await ChunksAsync())[2], Is.Null);
    }

    /// <summary>The number of chunks of each demo call; null for a call that does not exist.</summary>
    private async Task<int?[]> ChunksAsync()
    {
        var recordings = _service.Services.GetRequiredService<IRecordings>();
        List<int?> counts = [];
        foreach (var chat in new[] { DemoData.Call, DemoData.DirectMessage, DemoData.SilentCall })
            counts.Add((await recordings.FindAsync(DemoData.Workspace, chat, CancellationToken.None))?.ChunkCount);
        return [.. counts];
    }
}
