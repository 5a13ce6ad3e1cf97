using System.Runtime.Versioning;
using Recordings.Reliability.Tests.Calls;
using Recordings.Reliability.Tests.Running;

namespace Recordings.Reliability.Tests.Disk;

/// <summary>Every file of the data directory is 0600 and every folder 0700, with a umask that takes nothing away.</summary>
[Platform("Linux")]
[UnsupportedOSPlatform("windows")]
internal sealed class FileModeTests
{
    private const UnixFileMode PrivateFile = UnixFileMode.UserRead | UnixFileMode.UserWrite;
    private const UnixFileMode PrivateFolder = PrivateFile | UnixFileMode.UserExecute;
    private const UnixFileMode Everything = (UnixFileMode)0b111_111_111;

    private static readonly string[] NoUmask = ["sh", "-c", "umask 000; exec \"$0\" \"$@\""];

    [TestCase(false)]
    [TestCase(true)]
    public async Task Files_OfAUsedService_AreForTheirOwnerAlone(bool folderExists)
    {
        using var folder = new TemporaryFolder();
        var data = Path.Combine(folder.Path, "data");
        if (folderExists)
            Directory.CreateDirectory(data);
        if (folderExists)
            File.SetUnixFileMode(data, Everything);

        await UseAsync(data);
    }

    [Test]
    public async Task Files_OfAnEarlierRelease_BecomeTheirOwnersAlone()
    {
        using var folder = new TemporaryFolder();
        await UseAsync(folder.Path);
        foreach (var entry in Directory.EnumerateFileSystemEntries(folder.Path, "*", SearchOption.AllDirectories).Prepend(folder.Path))
            File.SetUnixFileMode(entry, Everything);

        await UseAsync(folder.Path);
    }

    /// <summary>Uses the command line, capture, reading, assembly, links and the doctor, and checks the modes while the database is open.</summary>
    private static async Task UseAsync(string data)
    {
        var settings = ServiceSettings.Embedded(data);
        await ServiceExecutable.CommandAsync(settings, NoUmask, "workspaces", "create", "--name", "Modes");
        AssertPrivate(data);

        await using var service = await ServiceProcess.StartAsync(settings, NoUmask);
        var workspace = await TestWorkspace.CreateAsync(settings);
        using var client = workspace.CreateClient(service.Address);
        var call = TestCall.Short(1);
        await call.StoreAsync(client);
        AssertPrivate(data);
        Assert.That(Directory.GetFiles(data).Select(Path.GetFileName), Does.Contain("recordings.db-wal"));

        await call.CaptureAsync(client);
        using var audio = await client.GetAudioAsync(call.Chat);
        Assert.That(audio.IsSuccessStatusCode);
        Assert.That(await client.FollowLinkAsync(call), Is.EqualTo(Outcome.Correct));
        using var doctor = System.Diagnostics.Process.Start(ServiceExecutable.CreateStartInfo(settings, NoUmask, "doctor"))!;
        await doctor.StandardOutput.ReadToEndAsync();
        await doctor.WaitForExitAsync();
        AssertPrivate(data);

        service.Terminate();
        await service.WaitForExitAsync(TimeSpan.FromSeconds(30));
        AssertPrivate(data);
    }

    private static void AssertPrivate(string data)
    {
        var open =
            from entry in Directory.EnumerateFileSystemEntries(data, "*", SearchOption.AllDirectories).Prepend(data)
            let mode = File.GetUnixFileMode(entry)
            where mode != (Directory.Exists(entry) ? PrivateFolder : PrivateFile)
            select $"{entry}: {mode}";
        Assert.That(open, Is.Empty);
    }
}
