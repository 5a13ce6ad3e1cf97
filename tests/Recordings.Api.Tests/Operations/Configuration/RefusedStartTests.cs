using System.Net;
using System.Net.Sockets;
using Microsoft.Data.Sqlite;
using Recordings.Api.Tests.Operations.CommandLine;

namespace Recordings.Api.Tests.Operations.Configuration;

/// <summary>What prevents a start: one line on standard error that names the key, exit code 1, nothing else.</summary>
[TestFixture]
internal sealed class RefusedStartTests
{
    private string _directory = null!;

    [SetUp]
    public void CreateDirectory() => _directory = Directory.CreateTempSubdirectory("recordings-test-").FullName;

    [TearDown]
    public void RemoveDirectory() => Directory.Delete(_directory, recursive: true);

    [TestCase("Demo:Enabled", "true")]
    [TestCase("RateLimit:RequestsPerMinute", "many")]
    public async Task Start_UnsafeOrImpossibleSetting_IsRefusedByName(string key, string value) => AssertRefused(
        await Executable.RunAsync(_directory, "--urls=http://127.0.0.1:0", $"--{key}={value}"), key);

    [Test]
    public async Task Start_DataDirectoryThatCannotBeMade_IsRefusedByName()
    {
        var file = Path.Combine(_directory, "file");
        await File.WriteAllTextAsync(file, "");

        AssertRefused(await Executable.RunAsync(Path.Combine(file, "data"), "--urls=http://127.0.0.1:0"), "Data:Directory");
    }

    [Test]
    public async Task Start_DatabaseOfALaterRelease_IsRefusedInWords()
    {
        await using (var connection = new SqliteConnection($"Data Source={Path.Combine(_directory, "recordings.db")};Pooling=False"))
        {
            await connection.OpenAsync();
            await using var command = connection.CreateCommand();
            command.CommandText = "CREATE TABLE schema_version (version integer NOT NULL PRIMARY KEY); INSERT INTO schema_version VALUES (9999)";
            await command.ExecuteNonQueryAsync();
        }

        AssertRefused(await Executable.RunAsync(_directory, "--urls=http://127.0.0.1:0"), "schema version 9999");
    }

    [Test]
    public async Task Start_PortInUse_IsRefusedInWords()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();

        var run = await Executable.RunAsync(_directory, $"--urls=http://{listener.LocalEndpoint}");

        AssertRefused(run, $"{listener.LocalEndpoint}");
        Assert.That(run.Errors, Does.Not.Contain("   at ").And.Not.Contain("\"LogLevel\":\"Error\""));
    }

    [Test]
    public async Task Command_DataDirectoryThatCannotBeMade_IsRefusedByName()
    {
        var file = Path.Combine(_directory, "file");
        await File.WriteAllTextAsync(file, "");

        AssertRefused(await Executable.RunAsync(Path.Combine(file, "data"), "workspaces", "create", "--name", "x"), "Data:Directory");
    }

    /// <remarks>Lines of JSON are the framework's own log.</remarks>
    private static void AssertRefused(Run run, string named)
    {
        var lines = run.Errors.Split('\n', StringSplitOptions.RemoveEmptyEntries).Where(line => !line.StartsWith('{')).ToArray();
        Assert.That((run.ExitCode, run.Output), Is.EqualTo((1, "")), run.Errors);
        Assert.That(lines, Has.Length.EqualTo(1).And.All.Contain(named), run.Errors);
        Assert.That(run.Errors, Does.Not.Contain("\"LogLevel\":\"Critical\""));
    }
}
