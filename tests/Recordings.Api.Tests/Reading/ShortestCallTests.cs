using System.Net;
using Recordings.Api.Tests.Running.Backends;
using Recordings.Api.Tests.Running.Calls;
using Recordings.Api.Tests.Running.Service;

namespace Recordings.Api.Tests.Reading;

/// <summary>One call with one chunk: open, store, complete, read.</summary>
[EndToEnd]
internal sealed class ShortestCallTests
{
    [Test]
    public async Task Audio_AfterCapture_HasTheSamplesAfterTheHeader()
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
