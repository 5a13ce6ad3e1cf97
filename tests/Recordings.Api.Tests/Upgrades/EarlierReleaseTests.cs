using Microsoft.Extensions.DependencyInjection;
using Recordings.Api.Tests.Running.Backends;
using Recordings.Api.Tests.Running.Service;

namespace Recordings.Api.Tests.Upgrades;

/// <summary>
/// A data directory that the release of 25 November 2026 made (schema 3, before renditions): database, objects and link keys of
/// one assembled call. What that release answered stands here as constants.
/// </summary>
public sealed class EarlierReleaseTests
{
    private const string Workspace = "3f0b6c1e-52a7-4d7e-8f43-6a2f0d9b7c15";
    private const string Fingerprint = "2cc9ae546ed38ae3e52bcef710d72e16b926cac3ba609bc4e7b8516a8b754b4e";
    private const string Checksum = "bf1a95f015c19fd18f369da8f35322072dff7a600e06ed32def3c1075062b5e8";
    private const string ObjectKey = $"workspaces/{Workspace}/chats/48213/1/recording-{Fingerprint}.wav";

    private const string Link = $"/links/{Workspace}/48213/recording-48213.wav?capture=1&version={Fingerprint}"
        + "&by=jZEKzrFHlbEiULbstJxubaDJtfkEed2YlXqcLZvQpaIeGFlJG_M8jl0tLzsmd_nb735XOrxCajCLWSb0cnMPc3E"
        + "&as=inline&expires=1795619421&signature=vXM456iNbTug5BrDE2BZRsIPWK4cQhRk0iilxxq_Skg";

    private TestData _data = null!;
    private TestService _service = null!;
    private HttpClient _client = null!;

    private string StoredFile => Path.Combine(_data.Directory, "objects", ObjectKey);

    [SetUp]
    public async Task SetUp()
    {
        _data = await TestData.CreateAsync(onPostgres: false, onS3: false);
        Copy(Path.Combine(AppContext.BaseDirectory, "Upgrades", "EarlierRelease"), _data.Directory);
        _service = await TestService.StartAsync(_data, services => services.AddSingleton<TimeProvider>(new AdjustableTime()));
        _client = await _service.CreateClientAsync(Workspace);
    }

    [TearDown]
    public async Task TearDown()
    {
        _client.Dispose();
        await _service.DisposeAsync();
        await _data.DisposeAsync();
    }

    [Test]
    public async Task DownloadUrl_AssembledByAnEarlierRelease_OnlySignsTheSameFile()
    {
        var answer = await _client.GetAsync("48213/download-url").JsonAsync();

        Assert.That(
            (answer.GetProperty("cached").GetBoolean(), answer.Text("etag"), answer.Text("sha256"), answer.Text("filename"), answer.GetProperty("size_bytes").GetInt64()),
            Is.EqualTo((true, $"\"{Fingerprint}\"", Checksum, "recording-48213.wav", 16_044L)));
    }

    [Test]
    public async Task GetAudio_StoredByAnEarlierRelease_IsTheSameBytesAndETag()
    {
        using var answer = await _client.GetAsync("48213/audio.wav");

        Assert.That(
            (answer.Headers.ETag?.Tag, Sha256Of(await answer.Content.ReadAsByteArrayAsync())), Is.EqualTo(($"\"{Fingerprint}\"", Checksum)));
    }

    [Test]
    public async Task GetAudio_StoredFileRemoved_RendersTheSameBytesAndETag()
    {
        File.Delete(StoredFile);

        using var answer = await _client.GetAsync("48213/audio.wav");

        Assert.That(
            (answer.Headers.ETag?.Tag, Sha256Of(await answer.Content.ReadAsByteArrayAsync())), Is.EqualTo(($"\"{Fingerprint}\"", Checksum)));
    }

    [Test]
    public async Task DownloadUrl_StoredFileRemoved_AssemblesItUnderTheSameKey()
    {
        File.Delete(StoredFile);

        var answer = await _client.GetAsync("48213/download-url").JsonAsync();

        Assert.That((answer.GetProperty("cached").GetBoolean(), answer.Text("sha256")), Is.EqualTo((false, Checksum)));
        Assert.That(Sha256Of(await File.ReadAllBytesAsync(StoredFile)), Is.EqualTo(Checksum));
    }

    [Test]
    public async Task GetAudio_SummaryAndFileForgotten_ComputesTheSameETag()
    {
        await ForgetSummaryAsync();

        using var answer = await _client.GetAsync("48213/audio.wav");

        Assert.That(
            (answer.Headers.ETag?.Tag, Sha256Of(await answer.Content.ReadAsByteArrayAsync())), Is.EqualTo(($"\"{Fingerprint}\"", Checksum)));
    }

    [Test]
    public async Task Link_SignedByAnEarlierRelease_GivesTheSameBytes()
    {
        using var anonymous = new HttpClient();

        var bytes = await anonymous.GetAsync(new Uri(_service.Address, Link)).BytesAsync();

        Assert.That(Sha256Of(bytes), Is.EqualTo(Checksum));
    }

    /// <summary>The state after a late chunk, but with the same chunks.</summary>
    private async Task ForgetSummaryAsync()
    {
        await using var connection = _data.ConnectToDatabase();
        await connection.OpenAsync();
        await using var command = connection.CreateCommand();
        command.CommandText = "UPDATE chats SET fingerprint = NULL, sample_rate = NULL, frames = NULL; DELETE FROM files";
        await command.ExecuteNonQueryAsync();
    }

    private static string Sha256Of(byte[] bytes) => Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(bytes));

    private static void Copy(string from, string to)
    {
        foreach (var file in Directory.EnumerateFiles(from, "*", SearchOption.AllDirectories))
        {
            var target = Path.Combine(to, Path.GetRelativePath(from, file));
            Directory.CreateDirectory(Path.GetDirectoryName(target)!);
            File.Copy(file, target, overwrite: true);
        }
    }
}
