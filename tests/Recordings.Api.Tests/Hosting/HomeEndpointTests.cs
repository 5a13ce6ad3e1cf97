using System.Net;
using Recordings.Api.Tests.Running.Service;

namespace Recordings.Api.Tests.Hosting;

public sealed class HomeEndpointTests
{
    private readonly HttpClient _client = new(new HttpClientHandler { AllowAutoRedirect = false });

    [OneTimeTearDown]
    public void TearDown() => _client.Dispose();

    [Test]
    public async Task Get_InDevelopment_RedirectsToSwagger()
    {
        await using var service = await TestService.StartAsync("--environment=Development", "--Demo:Enabled=false");

        using var answer = await _client.GetAsync(service.Address);

        Assert.That((answer.StatusCode, answer.Headers.Location?.OriginalString), Is.EqualTo((HttpStatusCode.Redirect, "/swagger")));
    }

    [Test]
    public async Task Get_InProduction_LinksThatAnswer()
    {
        await using var service = await TestService.StartAsync("--environment=Production");

        var links = (await _client.GetAsync(service.Address).JsonAsync()).GetProperty("links").EnumerateObject().ToArray();

        Assert.That(links, Has.Length.EqualTo(4));
        foreach (var link in links)
        {
            using var answer = await _client.GetAsync(new Uri(service.Address, link.Value.GetString()));
            Assert.That((int)answer.StatusCode, Is.LessThan(400), link.Name);
        }
    }

    [Test]
    public async Task Head_InProduction_HasNoBody()
    {
        await using var service = await TestService.StartAsync("--environment=Production");

        Assert.That(await _client.HeadAsync(service.Address.AbsoluteUri).BytesAsync(), Is.Empty);
    }
}
