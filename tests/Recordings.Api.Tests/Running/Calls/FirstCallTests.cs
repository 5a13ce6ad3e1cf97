using System.Net;
using Recordings.Api.Tests.Running.Backends;
using Recordings.Api.Tests.Running.Service;

namespace Recordings.Api.Tests.Running.Calls;

/// <summary>The shortest way through the whole service.</summary>
[EndToEnd]
internal sealed class FirstCallTests
{
    [Test]
    public async Task Audio_AfterCapture_IsTheSamplesBehindAHeader()
    {
        await using var service = await TestService.StartAsync();
        using var client = await service.CreateClientAsync(await service.CreateWorkspaceAsync());

        await client.OpenAsync(7);
        await client.StoreAsync(7, "caller", 0, 1m, [1, -2, 3]);
        await client.CompleteAsync(7);
        var answer = await client.GetAsync("7/audio.wav");

        Assert.That(answer.StatusCode, Is.EqualTo(HttpStatusCode.OK));
        Assert.That((await answer.Content.ReadAsByteArrayAsync())[44..], Is.EqualTo(new byte[] { 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1, 0, 0xFE, 0xFF, 3, 0 }));
    }
}
