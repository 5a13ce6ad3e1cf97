using Recordings.Api.Tests.Running.Calls;
using Recordings.Api.Tests.Running.Service;

namespace Recordings.Api.Tests.Running.Backends;

/// <summary>What a download-url that is assembled already costs PostgreSQL, wherever the file lies.</summary>
[EndToEnd]
[Category("NeedsPostgres")]
internal sealed class CachedLinkStatementsTests
{
    [Test]
    public async Task DownloadUrl_Cached_IsOneStatementAndNoneOfItsChunks()
    {
        await using var data = await TestData.CreateAsync(onPostgres: true, TestBackends.OnS3);
        await using var service = await TestService.StartAsync(data, _ => { }, ReadyCalls.StayLive);
        using var client = await service.CreateClientAsync(await service.CreateWorkspaceAsync());
        await client.RecordAsync(7);
        using var traced = new TracedStatements();
        var (_, ofTheFirst) = await traced.GetAsync(client, "7/download-url");

        var (answer, statements) = await traced.GetAsync(client, "7/download-url");

        Assert.That((await Task.FromResult(answer).JsonAsync()).GetProperty("cached").GetBoolean());
        Assert.That(ofTheFirst, Has.Some.Contains("INTO files"), "The statements of a request are seen.");
        Assert.That(statements, Has.Length.EqualTo(1), "The recording is read along with the caller's key.");
        Assert.That(statements[0], Does.Contain("FROM api_keys").And.Contain("JOIN chats").And.Not.Match(@"\bchunks\b"));
    }
}
