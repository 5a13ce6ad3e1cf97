using Recordings.Api.Tests.Running.Backends;
using Recordings.Api.Tests.Running.Calls;
using Recordings.Api.Tests.Running.Service;

namespace Recordings.Api.Tests.Links;

/// <summary>The PostgreSQL statements of a download-url for an assembled file, with each store.</summary>
[EndToEnd]
[Category("NeedsPostgres")]
internal sealed class CachedLinkStatementsTests
{
    [Test]
    public async Task DownloadUrl_Cached_IsOneStatementWithoutChunks()
    {
        await using var data = await TestData.CreateAsync(onPostgres: true, TestBackends.OnS3);
        await using var service = await TestService.StartAsync(data, _ => { }, ReadyCalls.StayLive);
        using var client = await service.CreateClientAsync(await service.CreateWorkspaceAsync());
        await client.RecordAsync(7);
        using var traced = new TracedStatements();
        var (_, firstStatements) = await traced.GetAsync(client, "7/download-url");

        var (answer, statements) = await traced.GetAsync(client, "7/download-url");

        Assert.That((await Task.FromResult(answer).JsonAsync()).GetProperty("cached").GetBoolean());
        Assert.That(firstStatements, Has.Some.Contains("INTO files"), "The test sees the statements of a request.");
        Assert.That(statements, Has.Length.EqualTo(1), "One statement reads both the caller's key and the recording.");
        Assert.That(statements[0], Does.Contain("FROM api_keys").And.Contain("JOIN chats").And.Not.Match(@"\bchunks\b"));
    }
}
