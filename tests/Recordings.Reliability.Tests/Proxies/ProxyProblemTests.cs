using System.Net;
using System.Text;
using Recordings.Reliability.Tests.Calls;
using Recordings.Reliability.Tests.Requirements;
using Recordings.Reliability.Tests.Running;

namespace Recordings.Reliability.Tests.Proxies;

/// <summary>The proxy passes on every answer of a replica, with its status.</summary>
[RequiresProxy]
internal sealed class ProxyProblemTests
{
    [Test]
    public async Task Answer_OfAReplica_PassesUnchanged([Values(400, 413, 500, 502, 503, 504)] int status)
    {
        using var replica = new HttpListener();
        var address = new Uri($"http://127.0.0.1:{FreePort.Find()}/");
        replica.Prefixes.Add(address.ToString());
        replica.Start();
        await using var proxy = await DeployedProxy.StartAsync(FreePort.Find(), [address]);
        using var client = new HttpClient();

        var pending = client.GetAsync(new Uri(proxy.Address, "/links/x"));
        var request = await replica.GetContextAsync();
        request.Response.StatusCode = status;
        request.Response.Headers["Retry-After"] = "17";
        await request.Response.OutputStream.WriteAsync(Encoding.ASCII.GetBytes("""{"code":"of_the_replica"}"""));
        request.Response.Close();
        using var answer = await pending;

        Assert.That(
            ((int)answer.StatusCode, await answer.ReadFieldAsync("code"), answer.Headers.RetryAfter?.ToString()),
            Is.EqualTo((status, "of_the_replica", "17")));
    }
}
