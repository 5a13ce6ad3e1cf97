using System.Net;
using System.Net.Http.Headers;
using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using Recordings.Application.Ports;

namespace Recordings.Api.Tests.Running;

/// <summary>The whole service over a bucket.</summary>
[Category("NeedsS3")]
internal sealed class S3ServiceTests
{
    [Test]
    public async Task DownloadUrl_FirstAndSecond_AreTwoLinksOnTheLiveBytes()
    {
        await using var service = await StartAsync();
        using var client = await CaptureAsync(service);

        var live = await client.GetByteArrayAsync("7/audio.wav");
        var first = await LinkAsync(client);
        var second = await LinkAsync(client);

        using var listener = new HttpClient();
        Assert.That(await listener.GetByteArrayAsync(first), Is.EqualTo(live));
        Assert.That(await listener.GetByteArrayAsync(second), Is.EqualTo(live));
        Assert.That(second, Is.Not.EqualTo(first));
    }

    [Test]
    public async Task Audio_CachedInTheBucket_IsRangedLikeTheLive()
    {
        await using var service = await StartAsync();
        using var client = await CaptureAsync(service);
        var live = await client.GetByteArrayAsync("7/audio.wav");
        await LinkAsync(client);

        using var request = new HttpRequestMessage(HttpMethod.Get, "7/audio.wav");
        request.Headers.Range = new RangeHeaderValue(1000, 1999);
        using var answer = await client.SendAsync(request);

        Assert.That(answer.StatusCode, Is.EqualTo(HttpStatusCode.PartialContent));
        Assert.That(await answer.Content.ReadAsByteArrayAsync(), Is.EqualTo(live[1000..2000]));
    }

    [Test]
    public async Task DownloadUrl_ObjectRemovedBehindItsBack_IsAssembledAgain()
    {
        await using var service = await StartAsync();
        using var client = await CaptureAsync(service);
        using var listener = new HttpClient();
        var first = await LinkAsync(client);
        var expected = await listener.GetByteArrayAsync(first);
        await RemoveFilesAsync(service);

        Assert.That(await listener.GetByteArrayAsync(await LinkAsync(client)), Is.EqualTo(expected));
    }

    [Test]
    public async Task Ready_BucketAtHand_IsReady()
    {
        await using var service = await StartAsync();
        using var anyone = new HttpClient();

        Assert.That((await anyone.GetAsync(new Uri(service.Address, "/health/ready"))).StatusCode, Is.EqualTo(HttpStatusCode.OK));
    }

    private static Task<TestService> StartAsync()
    {
        var connection = Environment.GetEnvironmentVariable("RECORDINGS_TEST_S3");
        if (string.IsNullOrEmpty(connection))
            Assert.Ignore("RECORDINGS_TEST_S3 names no S3 server.");

        var settings = connection!.Split(';').Select(part => part.Split('=', 2)).ToDictionary(pair => pair[0], pair => pair[1]);
        return TestService.StartAsync(
            "--Storage:Provider=S3", $"--Storage:S3:Endpoint={settings["endpoint"]}", $"--Storage:S3:Region={settings["region"]}",
            $"--Storage:S3:AccessKey={settings["access_key"]}", $"--Storage:S3:SecretKey={settings["secret_key"]}",
            $"--Storage:S3:Bucket=test-{Guid.NewGuid():N}");
    }

    private static async Task<HttpClient> CaptureAsync(TestService service)
    {
        var client = await service.CreateClientAsync(await service.CreateWorkspaceAsync());
        await client.OpenAsync(7);
        for (var number = 0; number < 4; number++)
            await client.StoreAsync(7, number % 2 == 0 ? "caller" : "agent", number, number * 500m, [.. Enumerable.Range(0, 8000).Select(i => (short)(i * 7))]);
        await client.CompleteAsync(7);
        return client;
    }

    private static async Task RemoveFilesAsync(TestService service)
    {
        var store = service.Services.GetRequiredService<IAudioStore>();
        await foreach (var key in store.SweepAsync(DateTimeOffset.UtcNow.AddHours(1), default).Where(key => key.EndsWith(".wav", StringComparison.Ordinal)))
            await store.DeleteAsync(key, default);
    }

    private static async Task<Uri> LinkAsync(HttpClient client)
    {
        using var answer = JsonDocument.Parse(await client.GetStringAsync("7/download-url"));
        return new Uri(answer.RootElement.GetProperty("url").GetString()!);
    }
}
