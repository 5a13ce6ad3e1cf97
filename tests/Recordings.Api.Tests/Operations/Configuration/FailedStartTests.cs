using System.Net;
using System.Net.Sockets;
using Microsoft.Data.Sqlite;
using Recordings.Api.Tests.Operations.CommandLine;

namespace Recordings.Api.Tests.Operations.Configuration;

/// <summary>A start that fails writes one line with the cause to standard error, and ends with exit code 1.</summary>
[TestFixture]
internal sealed class FailedStartTests
{
    private string _directory = null!;

    [SetUp]
    public void CreateDirectory() => _directory = Directory.CreateTempSubdirectory("recordings-test-").FullName;

    [TearDown]
    public void RemoveDirectory() => Directory.Delete(_directory, recursive: true);

    [TestCase("Demo:Enabled", "true")]
    [TestCase("RateLimit:RequestsPerMinute", "many")]
    public async Task Start_UnsafeOrImpossibleSetting_FailsAndNamesIt(string key, string value) => AssertFailed(
        await Executable.RunAsync(_directory, "--urls=http://127.0.0.1:0", $"--{key}={value}"), key);

    [Test]
    public async Task Start_DataDirectoryThatCannotBeCreated_FailsAndNamesTheKey()
    {
        var file = Path.Combine(_directory, "file");
        await File.WriteAllTextAsync(file, "");

        AssertFailed(await Executable.RunAsync(Path.Combine(file, "data"), "--urls=http://127.0.0.1:0"), "Data:Directory");
    }

    [Test]
    public async Task Start_DatabaseOfLaterRelease_FailsAndNamesItsVersion()
    {
        await using (var connection = new SqliteConnection($"Data Source={Path.Combine(_directory, "recordings.db")};Pooling=False"))
        {
            await connection.OpenAsync();
            await using var command = connection.CreateCommand();
            command.CommandText = "CREATE TABLE schema_version (version integer NOT NULL PRIMARY KEY); INSERT INTO schema_version VALUES (9999)";
            await command.ExecuteNonQueryAsync();
        }

        AssertFailed(await Executable.RunAsync(_directory, "--urls=http://127.0.0.1:0"), "schema version 9999");
    }

    [Test]
    public async Task Start_PortInUse_FailsAndNamesTheAddress()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();

        var run = await Executable.RunAsync(_directory, $"--urls=http://{listener.LocalEndpoint}");

        AssertFailed(run, $"{listener.LocalEndpoint}");
        Assert.That(run.Errors, Does.Not.Contain("   at ").And.Not.Contain("\"LogLevel\":\"Error\""));
    }

    [Test]
    public async Task Command_DataDirectoryThatCannotBeCreated_FailsAndNamesTheKey()
    {
        var file = Path.Combine(_directory, "file");
        await File.WriteAllTextAsync(file, "");

        AssertFailed(await Executable.RunAsync(Path.Combine(file, "data"), "workspaces", "create", "--name", "x"), "Data:Directory");
    }

    /// <remarks>JSON lines are the framework's log.</remarks>
    private static void AssertFailed(Run run, string cause)
    {
        var lines = run.Errors.Split('\n', StringSplitOptions.RemoveEmptyEntries).Where(line => !line.StartsWith('{')).ToArray();
        Assert.That((run.ExitCode, run.Output), Is.EqualTo((1, "")), run.Errors);
        Assert.That(lines, Has.Length.EqualTo(1).And.All.Contain(cause), run.Errors);
        Assert.That(run.Errors, Does.Not.Contain("\"LogLevel\":\"Critical\""));
    }
}
