using System.Net;
using System.Text.Json;
using Npgsql;

namespace Recordings.Api.Tests.Running;

/// <summary>Two replicas over one PostgreSQL database and one folder of objects.</summary>
[TestFixture]
[Category("NeedsPostgres")]
internal sealed class PostgresCallTests
{
    private const string Variable = "RECORDINGS_TEST_POSTGRES";

    private readonly string _name = $"recordings_test_{Guid.NewGuid():N}";
    private string _server = "";

    [OneTimeSetUp]
    public async Task CreateDatabase()
    {
        _server = Environment.GetEnvironmentVariable(Variable) ?? "";
        if (_server.Length == 0)
            Assert.Ignore($"{Variable} names no PostgreSQL server to make databases on.");
        await ExecuteAsync($"CREATE DATABASE {_name}");
    }

    [OneTimeTearDown]
    public async Task DropDatabase()
    {
        if (_server.Length > 0)
            await ExecuteAsync($"DROP DATABASE IF EXISTS {_name} WITH (FORCE)");
    }

    [Test]
    public async Task DownloadUrl_FirstAskedOfTwoReplicasAtOnce_IsOneRecording()
    {
        await using var first = await StartAsync();
        await using var second = await StartAsync($"--Data:Directory={first.DataDirectory}");
        var workspace = await first.CreateWorkspaceAsync();
        using var client = await first.CreateClientAsync(workspace);
        using var other = second.CreateClient(workspace);
        other.DefaultRequestHeaders.Authorization = client.DefaultRequestHeaders.Authorization;

        await client.OpenAsync(7);
        await Task.WhenAll(Enumerable.Range(0, 20).Select(i => (i % 2 == 0 ? client : other).StoreAsync(7, "caller", i, 20m * i, new short[160])));
        await client.CompleteAsync(7);
        var answers = await Task.WhenAll(Enumerable.Range(0, 10).Select(i => (i % 2 == 0 ? client : other).GetAsync("7/download-url")));

        Assert.That(answers.Select(answer => answer.StatusCode), Is.All.EqualTo(HttpStatusCode.OK));
        var digests = await Task.WhenAll(answers.Select(async answer =>
            JsonDocument.Parse(await answer.Content.ReadAsStringAsync()).RootElement.GetProperty("sha256").GetString()));
        Assert.That(digests.Distinct().Count(), Is.EqualTo(1));
        Assert.That((await other.GetByteArrayAsync("7/audio.wav")).Length, Is.EqualTo(44 + (20 * 320)));
    }

    [Test]
    public async Task DownloadUrl_Cached_IsOneReadingOfTheRecordingAndNoneOfItsChunks()
    {
        await using var service = await StartAsync(ReadyCalls.StayLive);
        using var client = await service.CreateClientAsync(await service.CreateWorkspaceAsync());
        await client.RecordAsync(7);
        using var traced = new TracedStatements();
        var (_, ofTheFirst) = await traced.GetAsync(client, "7/download-url");

        var (answer, statements) = await traced.GetAsync(client, "7/download-url");

        Assert.That((await Task.FromResult(answer).JsonAsync()).GetProperty("cached").GetBoolean());
        Assert.That(ofTheFirst, Has.Some.Contains("INTO files"), "The statements of a request are seen.");
        Assert.That(statements, Has.Length.EqualTo(2), "One for the caller's key and one for the recording.");
        Assert.That(statements[0], Does.Contain("FROM api_keys"));
        Assert.That(statements[1], Does.Contain("FROM chats").And.Not.Match(@"\bchunks\b"));
    }

    private Task<TestService> StartAsync(params string[] settings) => TestService.StartAsync([
        "--Database:Provider=Postgres", $"--ConnectionStrings:Recordings={new NpgsqlConnectionStringBuilder(_server) { Database = _name }}", .. settings]);

    private async Task ExecuteAsync(string sql)
    {
        await using var source = NpgsqlDataSource.Create(_server + ";Pooling=false");
        await using var command = source.CreateCommand(sql);
        await command.ExecuteNonQueryAsync();
    }
}
