using System.Net;
using System.Text.Json;

namespace Recordings.Reliability.Tests.Running;

/// <summary>The answer of <c>/health/ready</c>, which a load balancer polls.</summary>
internal sealed record Readiness(HttpStatusCode Status, bool Database, bool Storage)
{
    public static async Task<Readiness> GetAsync(ServiceProcess service)
    {
        using var client = new HttpClient();
        using var answer = await client.GetAsync(new Uri(service.Address, "/health/ready"));
        using var body = JsonDocument.Parse(await answer.Content.ReadAsStringAsync());
        return new Readiness(answer.StatusCode, body.RootElement.GetProperty("database").GetBoolean(), body.RootElement.GetProperty("storage").GetBoolean());
    }
}
