using System.Runtime.Versioning;

namespace Recordings.Infrastructure.Tests.Disk;

/// <summary>No other user has access to the data, whatever modes an earlier release or an operator left.</summary>
[Platform(Exclude = "Win")]
[UnsupportedOSPlatform("windows")]
internal sealed class DataDirectoryTests
{
    private const UnixFileMode PrivateFile = UnixFileMode.UserRead | UnixFileMode.UserWrite;
    private const UnixFileMode PrivateFolder = PrivateFile | UnixFileMode.UserExecute;
    private const UnixFileMode OpenFile = PrivateFile | UnixFileMode.GroupRead | UnixFileMode.OtherRead;
    private const UnixFileMode OpenFolder = PrivateFolder | (UnixFileMode)0b111_111;

    private TemporaryData _data = null!;

    private string Root => Path.GetDirectoryName(_data.Directory.DatabaseFile)!;

    [SetUp]
    public void Create() => _data = new TemporaryData();

    [TearDown]
    public void Delete() => _data.Dispose();

    [Test]
    public void Create_OpenFolders_BecomePrivate()
    {
        string[] folders = [Root, _data.Directory.Objects, _data.Directory.Staging];
        foreach (var folder in folders)
            File.SetUnixFileMode(folder, OpenFolder);

        _data.Directory.Create();

        Assert.That(folders.Select(File.GetUnixFileMode), Is.All.EqualTo(PrivateFolder));
    }

    [TestCase("recordings.db")]
    [TestCase("recordings.db-wal")]
    [TestCase("recordings.db-shm")]
    [TestCase("recordings.db-journal")]
    [TestCase("link-keys")]
    public void Create_OpenFile_BecomesPrivate(string name)
    {
        var file = AddOpenFile(Path.Combine(Root, name));

        _data.Directory.Create();

        Assert.That(File.GetUnixFileMode(file), Is.EqualTo(PrivateFile));
    }

    [Test]
    public void Create_OpenFolderOfObjects_MakesAllInItPrivate()
    {
        var folder = Path.Combine(_data.Directory.Objects, "workspaces");
        Directory.CreateDirectory(folder, OpenFolder);
        var file = AddOpenFile(Path.Combine(folder, "object"));
        File.SetUnixFileMode(folder, OpenFolder);
        File.SetUnixFileMode(_data.Directory.Objects, OpenFolder);

        _data.Directory.Create();

        Assert.That((File.GetUnixFileMode(folder), File.GetUnixFileMode(file)), Is.EqualTo((PrivateFolder, PrivateFile)));
    }

    [Test]
    public void Create_FileOutsideBehindALink_StaysAsItIs()
    {
        using var other = new TemporaryData();
        var file = AddOpenFile(Path.Combine(other.Directory.Staging, "other"));
        Directory.CreateSymbolicLink(Path.Combine(_data.Directory.Objects, "link"), other.Directory.Staging);
        File.SetUnixFileMode(_data.Directory.Objects, OpenFolder);

        _data.Directory.Create();

        Assert.That(File.GetUnixFileMode(file), Is.EqualTo(OpenFile));
    }

    [Test]
    public void Create_ForeignFile_StaysAsItIs()
    {
        var file = AddOpenFile(Path.Combine(Root, "notes.txt"));

        _data.Directory.Create();

        Assert.That(File.GetUnixFileMode(file), Is.EqualTo(OpenFile));
    }

    [Test]
    public void Create_SharedFolder_StaysShared()
    {
        File.SetUnixFileMode(Root, OpenFolder | UnixFileMode.StickyBit);

        _data.Directory.Create();

        Assert.That(File.GetUnixFileMode(Root), Is.EqualTo(OpenFolder | UnixFileMode.StickyBit));
    }

    [Test]
    public void CreateDatabaseFile_ExistingFile_KeepsItsContent()
    {
        File.WriteAllText(_data.Directory.DatabaseFile, "content");

        _data.Directory.CreateDatabaseFile();

        Assert.That(File.ReadAllText(_data.Directory.DatabaseFile), Is.EqualTo("content"));
    }

    private static string AddOpenFile(string path)
    {
        File.WriteAllText(path, "");
        File.SetUnixFileMode(path, OpenFile);
        return path;
    }
}
